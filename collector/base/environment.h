// Variables of the environment.
#pragma once

#include <cstdlib>
#include <string>

namespace dora::base {

/// Empty if the variable is unset, too: an empty variable counts as not set.
inline std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace dora::base
