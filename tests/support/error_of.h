// The words of the Error that an action throws.
#pragma once

#include <string>

#include "collector/base/error.h"

namespace dora::test {

/// Returns `no error` if it throws none.
template <class Action>
std::string error_of(Action action) {
  try {
    action();
  } catch (const base::Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace dora::test
