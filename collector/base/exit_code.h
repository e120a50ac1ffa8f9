// The exit codes of the program, as its manual promises them; knows nothing else.
#pragma once

namespace dora::base {

enum class ExitCode : int {
  done = 0,
  failed = 1,      ///< Nothing was published; earlier output is as it was.
  usage = 2,       ///< Wrong usage: an option, an argument, a setting.
  incomplete = 3,  ///< Published, but charts or, where that is allowed, merge requests are missing.
  interrupted = 130,  ///< Ctrl-C or SIGTERM.
};

}  // namespace dora::base
