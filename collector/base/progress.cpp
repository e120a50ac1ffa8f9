// Reports a stage's progress: a live line on a terminal, otherwise an occasional plain line.
#include "collector/base/progress.h"

#include <utility>

namespace dora::base {
namespace {

constexpr std::chrono::milliseconds live_interval{100};
constexpr std::chrono::seconds plain_interval{10};

}  // namespace

Progress::Progress(Console& console, std::string stage, Time start)
    : console_(console), stage_(std::move(stage)), last_shown_(start) {}

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

}  // namespace dora::base
