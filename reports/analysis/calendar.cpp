// Chooses which periods are compared: full ones, and the running one separately.
#include "reports/analysis/calendar.h"

#include <algorithm>

namespace dora::analysis {

int baseline_count(model::Granularity granularity) {
  switch (granularity) {
    case model::Granularity::day:
      return 7;
    case model::Granularity::month:
      return 3;
    case model::Granularity::week:
    case model::Granularity::quarter:
      break;
  }
  return 4;
}

Calendar calendar_of(model::Granularity granularity, model::DayRange covered,
                     std::chrono::local_days first_full) {
  Calendar calendar;
  calendar.granularity = granularity;
  calendar.first_full = first_full;
  const model::Period unfinished = model::period_containing(covered.end, granularity);
  const auto is_covered = [&](model::Period period) { return period.begin >= covered.begin; };
  const auto is_comparable = [&](model::Period period) { return period.begin >= first_full; };
  const model::Period current = model::advance(unfinished, -1);
  if (is_covered(current)) {
    calendar.current = current;
  }
  for (int back = 1; back <= baseline_count(granularity); ++back) {
    const model::Period earlier = model::advance(current, -back);
    if (is_comparable(earlier)) {
      calendar.usual.push_back(earlier);
    }
  }
  if (!calendar.usual.empty()) {
    calendar.previous = calendar.usual.front();
  }
  const auto passed = covered.end - unfinished.begin;
  if (passed > std::chrono::days(0) && unfinished.begin >= covered.begin) {
    const auto length = std::min(passed, model::end(current) - current.begin);
    calendar.running = unfinished;
    calendar.running_days = {unfinished.begin, unfinished.begin + length};
    calendar.running_before = is_comparable(current)
                                  ? model::DayRange{current.begin, current.begin + length}
                                  : model::DayRange{current.begin, current.begin};
  }
  return calendar;
}

}  // namespace dora::analysis
