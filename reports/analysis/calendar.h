// Which periods are compared with which: full ones, and the running one apart; knows no figures.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/period.h"

namespace dora::analysis {

/// The days that the data cover in whole: [begin, end).
struct Calendar {
  model::Granularity granularity = model::Granularity::month;
  /// The last period that is over, the one before it, and those before `current` that stand for the
  /// usual (baseline_count of them, or as many as there are; the newest first, `previous` among
  /// them).
  std::optional<model::Period> current;
  std::optional<model::Period> previous;
  std::vector<model::Period> usual;
  /// The period that is not over: its whole days, and as many at the beginning of the one before.
  /// Nothing on its first day, or when the data end with a period.
  std::optional<model::Period> running;
  model::DayRange running_days;
  model::DayRange running_before;  ///< Empty when the data do not reach back that far.
};

/// `covered` ends with the first day that is not over (or is not in the data) and begins with the
/// first that the data could hold. A period is full when all of it is covered; the period that
/// holds the first deployment counts as full.
Calendar calendar_of(model::Granularity granularity, model::DayRange covered);

/// 7 days, 4 weeks, 3 months, 4 quarters.
int baseline_count(model::Granularity granularity);

}  // namespace dora::analysis
