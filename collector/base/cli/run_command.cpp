// Runs one command: its log, its result on stdout, its errors as messages and exit codes.
#include "collector/base/cli/run_command.h"

#include <cerrno>
#include <cstring>
#include <iostream>
#include <string>

#include "collector/base/error.h"
#include "collector/base/interrupt.h"
#include "collector/base/log.h"
#include "collector/base/run_date.h"
#include "collector/base/text/printable.h"
#include "collector/base/text/redact.h"

namespace dora::cli {
namespace {

/// If the result did not reach its reader, the run did not succeed.
void flush_results() {
  errno = 0;
  std::cout.flush();
  if (!std::cout) {
    throw base::Error(std::string("cannot write to stdout: ") +
                      (errno == 0 ? "it is closed or full" : std::strerror(errno)));
  }
}

}  // namespace

base::ExitCode run(const Command& command, const std::filesystem::path& log_file,
                   base::Console& console) {
  const base::Interrupt interrupt;
  const bool is_private = *command.own_log != '\0';
  base::Log log(console, log_file.empty() ? command.own_log : log_file, is_private);
  base::RunContext context{log, console, interrupt, base::run_date()};
  try {
    const base::ExitCode code = command.run(context);
    // To stdout, so that scripts can read it.
    const auto result = command.result ? command.result() : std::filesystem::path();
    if (!result.empty()) {
      std::cout << text::printable(result.string()) << "\n";
    }
    flush_results();
    log.check();
    return code;
  } catch (const base::Error& error) {
    log.error(text::hide_tokens(error.what()));
    // A signal may surface as another failure: "Interrupted system call".
    return interrupt.requested() ? base::ExitCode::interrupted : error.code();
  } catch (const std::exception& error) {
    log.error(text::hide_tokens(std::string("internal error, please report it: ") + error.what()));
    return base::ExitCode::failed;
  }
}

}  // namespace dora::cli
