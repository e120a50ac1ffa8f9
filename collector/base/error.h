// What ends a run: one exception type with the exit code it stands for, caught in main alone.
#pragma once

#include <stdexcept>
#include <string>

#include "collector/base/exit_code.h"

namespace dora::base {

/// Names the thing (path, service, URL), the cause and the next step; never holds a token.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, ExitCode code = ExitCode::failed)
      : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// A wrong option or setting: exit code 2.
class UsageError : public Error {
 public:
  explicit UsageError(const std::string& message) : Error(message, ExitCode::usage) {}
};

/// Ctrl-C or SIGTERM was seen: exit code 130.
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted", ExitCode::interrupted) {}
};

}  // namespace dora::base
