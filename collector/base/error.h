// Errors that end the run: one exception type with its exit code, caught only in main.
#pragma once

#include <stdexcept>
#include <string>

#include "collector/base/exit_code.h"

namespace dora::base {

/// The message names the thing (path, service, URL), the cause and the next step; it never holds a
/// token.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, ExitCode code = ExitCode::failed)
      : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// An invalid option or setting: exit code 2.
class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message) : Error(message, ExitCode::usage) {}
};

/// The run was stopped by Ctrl-C or SIGTERM: exit code 130.
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted", ExitCode::interrupted) {}
};

}  // namespace dora::base
