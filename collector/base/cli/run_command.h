// Runs one command: its log, its result on stdout, its errors as messages and exit codes.
#pragma once

#include <filesystem>
#include <functional>

#include "collector/base/console.h"
#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"

namespace CLI {
class App;
}

namespace dora::cli {

/// A declared command and its function.
struct Command {
  CLI::App* app;
  std::function<base::ExitCode(base::RunContext&)> run;
  /// Called after `run`: returns a file for the user to open, whose path goes to stdout. The
  /// function or the path is empty if there is none.
  std::function<std::filesystem::path()> result = {};
  /// A log that is written without --log-file, too, and that only this user may read; empty: none.
  const char* own_log = "";
};

/// Runs the command with the context of every stage, and turns an Error into a message and its exit
/// code. Throws an Error if the log cannot be opened or SOURCE_DATE_EPOCH is invalid.
base::ExitCode run(const Command& command, const std::filesystem::path& log_file,
                   base::Console& console);

}  // namespace dora::cli
