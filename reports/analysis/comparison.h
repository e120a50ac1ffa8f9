// Compares the four keys of one period with those of other periods.
#pragma once

#include <optional>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/rounding.h"
#include "reports/analysis/calendar.h"

namespace dora::analysis {

struct Comparison {
  model::FourKeys current;
  std::optional<model::FourKeys> previous;
  std::vector<model::FourKeys> usual;
};

/// Returns nullopt without a full period.
std::optional<Comparison> compare_full(const model::History& history, const Calendar& calendar);
/// Compares the full days of the running period with as many of the one before.
std::optional<Comparison> compare_running(const model::History& history, const Calendar& calendar);

/// The median of each key over the periods that have it; nullopt if none has.
struct BaselineKeys {
  std::optional<model::Ratio> deployments_a_day;
  std::optional<model::Ratio> failure_rate;  ///< In percent.
  std::optional<model::Duration> lead_time;  ///< Median of the medians.
  std::optional<model::Duration> restore_time;
};
BaselineKeys usual_keys(const std::vector<model::FourKeys>& periods);

/// Returns nullopt for a span without days.
std::optional<model::Ratio> deployments_a_day(const model::FourKeys& keys);

// Whether a figure changed significantly: the 95 % intervals do not overlap. That is stricter than
// a test at 5 %, on purpose: many services are compared at once. Never true for figures of fewer
// than enough_deployments (or times).
bool frequencies_differ(const model::FourKeys& a, const model::FourKeys& b);
bool rates_differ(const model::Counts& a, const model::Counts& b);
bool medians_differ(const model::Spread& a, const model::Spread& b);

}  // namespace dora::analysis
