// What every stage receives: log, console, interrupt and time, all borrowed.
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
  /// The date that outputs show: SOURCE_DATE_EPOCH if it is set, otherwise the start of the run.
  std::chrono::sys_seconds now;
};

}  // namespace dora::base
