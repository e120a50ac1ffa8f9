// How long something took, in words; knows nothing of what it was.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace dora::model {

using Duration = std::chrono::milliseconds;

/// For people: `45 s`, `12 min`, `3 h 05 min`, `2 d 4 h`: two units at most, cut and not rounded.
std::string duration_text(Duration duration);

/// `no data` for nothing.
std::string duration_text(const std::optional<Duration>& duration);

}  // namespace dora::model
