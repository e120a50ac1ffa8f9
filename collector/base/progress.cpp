// Reports a stage's progress: a live line on a terminal, otherwise an occasional plain line.
#include "collector/base/progress.h"

#include <cmath>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace dora::base {
namespace {

constexpr std::chrono::milliseconds live_interval{100};
constexpr std::chrono::seconds plain_interval{10};

}  // namespace

Progress::Progress(Console& console, std::string stage, Time start)
    : console_(console), stage_(std::move(stage)), start_(start), last_shown_(start) {}

void Progress::update(std::string_view state, Time now) {
  const std::chrono::steady_clock::duration interval =
      console_.is_terminal() ? std::chrono::steady_clock::duration(live_interval) : plain_interval;
  if (now - last_shown_ < interval) {
    return;
  }
  last_shown_ = now;
  const std::string text = stage_ + ": " + std::string(state);
  if (console_.is_terminal()) {
    console_.status(text);
  } else {
    console_.line(text);
  }
}

void Progress::update(std::size_t done, std::size_t of, std::string_view things, Time now) {
  const double share = of == 0 ? 1 : static_cast<double>(done) / static_cast<double>(of);
  update(fmt::format("{} of {} {}{}", done, of, things, time_left(share, now)), now);
}

std::string Progress::time_left(double share, Time now) const {
  using seconds = std::chrono::duration<double>;
  constexpr double least_share = 0.02;  // Before, any guess would be a wild one.
  const seconds elapsed = now - start_;
  if (share < least_share || share >= 1 || elapsed < seconds(1)) {
    return "";
  }
  const auto left = static_cast<std::int64_t>(std::ceil(elapsed.count() / share * (1 - share)));
  return left < 90 ? fmt::format(", {} s left", left)
                   : fmt::format(", {} min left", (left + 59) / 60);
}

}  // namespace dora::base
