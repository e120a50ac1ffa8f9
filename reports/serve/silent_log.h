// A log that keeps nothing: for a thread whose messages go elsewhere, because a log has one user.
#pragma once

#include "collector/base/console.h"
#include "collector/base/log.h"

namespace dora::serve {

struct SilentLog {
  base::Console console{-1, true};
  base::Log log{console, {}};
};

}  // namespace dora::serve
