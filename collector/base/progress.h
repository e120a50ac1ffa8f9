// Tells how far a stage is: a live line on a terminal, a plain line now and then elsewhere.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "collector/base/console.h"

namespace dora::base {

/// The caller's loop may report as often as it likes; this class decides what is worth showing.
class Progress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `stage` begins every line; `start` is when the stage began.
  Progress(Console& console, std::string stage, Time start);

  void update(std::string_view state, Time now);

 private:
  Console& console_;
  std::string stage_;
  Time last_shown_;
};

}  // namespace dora::base
