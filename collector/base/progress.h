// Reports a stage's progress: a live line on a terminal, otherwise an occasional plain line.
#pragma once

#include <chrono>
#include <cstddef>
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
  /// `710 of 902 charts, 5 s left`
  void update(std::size_t done, std::size_t of, std::string_view things, Time now);
  /// `, 5 s left`, if that can be told from the share that is done; else empty.
  std::string time_left(double share, Time now) const;

 private:
  Console& console_;
  std::string stage_;
  Time start_;
  Time last_shown_;
};

}  // namespace dora::base
