// The program's documented exit codes.
#pragma once

namespace dora::base {

enum class ExitCode : int {
  done = 0,
  failed = 1,         ///< Nothing was published; earlier output is unchanged.
  usage = 2,          ///< An invalid option, argument or setting.
  incomplete = 3,     ///< Published without some charts or (if allowed) some merge requests.
  interrupted = 130,  ///< Ctrl-C or SIGTERM.
};

}  // namespace dora::base
