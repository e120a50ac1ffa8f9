// A logarithmic axis of durations, in the units that people use.
#include "renderer/layout/time_axis.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace dora::layout {
namespace {

using namespace std::chrono_literals;
using model::Duration;

struct RoundTime {
  Duration value;
  const char* name;
};

constexpr Duration day = 24h;
/// A month is 30 days, a year 365.
constexpr std::array<RoundTime, 13> round_times{{{1s, "1 s"},
                                                 {10s, "10 s"},
                                                 {1min, "1 min"},
                                                 {10min, "10 min"},
                                                 {1h, "1 h"},
                                                 {4h, "4 h"},
                                                 {day, "1 d"},
                                                 {7 * day, "1 w"},
                                                 {30 * day, "1 mo"},
                                                 {180 * day, "6 mo"},
                                                 {730 * day, "2 y"},
                                                 {3650 * day, "10 y"},
                                                 {36500 * day, "100 y"}}};

double position_of(Duration value) {
  return std::log(static_cast<double>(std::max<Duration::rep>(value.count(), 1)));
}

}  // namespace

double TimeAxis::height_of(Duration value) const {
  const double from = position_of(bottom);
  const double to = position_of(top);
  return std::clamp((position_of(value) - from) / (to - from), 0.0, 1.0);
}

TimeAxis time_axis(Duration shortest, Duration longest, int most_tics) {
  auto first = std::ranges::find_if(round_times.rbegin(), round_times.rend(),
                                    [&](const RoundTime& time) { return time.value <= shortest; });
  const std::size_t begin =
      first == round_times.rend() ? 0 : static_cast<std::size_t>(round_times.rend() - first - 1);
  auto end = std::ranges::find_if(round_times, [&](const RoundTime& time) {
    return time.value >= longest && time.value > round_times[begin].value;
  });
  end = end == round_times.end() ? std::prev(end) : end;
  const auto last = static_cast<std::size_t>(end - round_times.begin());
  const std::size_t most_gaps = static_cast<std::size_t>(std::max(most_tics, 2)) - 1;
  const std::size_t every = (last - begin + most_gaps - 1) / most_gaps;
  TimeAxis axis{round_times[begin].value, round_times[last].value, {}};
  for (std::size_t i = begin; i < last; i += every) {
    axis.values.push_back(round_times[i].value);
  }
  axis.values.push_back(axis.top);
  return axis;
}

std::string tic_text(Duration value) {
  const auto found = std::ranges::find(round_times, value, &RoundTime::value);
  return found == round_times.end() ? "" : found->name;
}

std::vector<Tic> tics_of(const TimeAxis& axis) {
  std::vector<Tic> tics;
  std::ranges::transform(axis.values, std::back_inserter(tics), [&](Duration value) {
    return Tic{axis.height_of(value), tic_text(value)};
  });
  return tics;
}

}  // namespace dora::layout
