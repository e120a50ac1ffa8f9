// What every stage is handed: where to speak, when to stop, and what time it is; owns none of it.
#pragma once

#include <chrono>

#include "collector/base/console.h"
#include "collector/base/interrupt.h"
#include "collector/base/log.h"

namespace dora::base {

struct RunContext {
  Log& log;
  Console& console;
  const Interrupt& interrupt;
  /// The date that outputs show: SOURCE_DATE_EPOCH when it is set, else the start of the run.
  std::chrono::sys_seconds now;
};

}  // namespace dora::base
