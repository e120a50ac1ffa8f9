// Chooses which periods are compared: full ones, and the running one separately.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/period.h"

namespace dora::analysis {

/// The periods to compare; ranges of days are [begin, end).
struct Calendar {
  model::Granularity granularity = model::Granularity::month;
  std::chrono::local_days first_full;  ///< No earlier day is compared with.
  /// The last full period, the one before it, and the baseline: up to baseline_count periods before
  /// `current`, the newest first, including `previous`.
  std::optional<model::Period> current;
  std::optional<model::Period> previous;
  std::vector<model::Period> usual;
  /// The running period: its full days, and as many from the beginning of the one before. Nullopt
  /// on its first day, or if the data end with a period.
  std::optional<model::Period> running;
  model::DayRange running_days;
  model::DayRange running_before;  ///< Empty if the data do not reach back that far.
};

/// `covered` ends with the first day that is not over (or not in the data) and begins with the
/// first that the data could include. A period is full if all of it is covered; the period of the
/// first deployment counts as full, but nothing is compared with periods before `first_full`.
Calendar calendar_of(model::Granularity granularity, model::DayRange covered,
                     std::chrono::local_days first_full);

/// 7 days, 4 weeks, 3 months, 4 quarters.
int baseline_count(model::Granularity granularity);

}  // namespace dora::analysis
