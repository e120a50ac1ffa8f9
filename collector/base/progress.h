// Reports a stage's progress: a live line on a terminal, otherwise an occasional plain line.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "collector/base/console.h"

namespace dora::base {

/// Callers may report as often as they like; this class decides what to show.
class Progress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `stage` is the prefix of every line; `start` is when the stage began.
  Progress(Console& console, std::string stage, Time start);

  void update(std::string_view state, Time now);

 private:
  Console& console_;
  std::string stage_;
  Time last_shown_;
};

}  // namespace dora::base
