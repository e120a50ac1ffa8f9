// Compares the four keys of one period with those of other periods.
#pragma once

#include <optional>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/rounding.h"
#include "reports/analysis/calendar.h"
#include "reports/analysis/verdicts.h"

namespace dora::analysis {

struct Comparison {
  model::FourKeys current;
  std::optional<model::FourKeys> previous;
  std::vector<model::FourKeys> usual;
  Verdicts verdicts;  ///< Of the current period against the previous one.
};

/// Returns nullopt without a full period. `prior` is what the variations of several such histories
/// have in common.
std::optional<Comparison> compare_full(const model::History& history, const Calendar& calendar,
                                       const statistics::DispersionPrior& prior);
/// Compares the full days of the running period with as many of the one before.
std::optional<Comparison> compare_running(const model::History& history, const Calendar& calendar);

/// The median of a figure over several periods.
template <class Value>
struct Baseline {
  Value median;
  std::int64_t periods = 0;  ///< How many have the figure: at least least_baseline.
};
inline constexpr std::int64_t least_baseline = 2;

/// Of each key over the periods that have enough of it (enough_deployments or times); nullopt if
/// fewer than least_baseline have.
struct BaselineKeys {
  std::optional<Baseline<model::Ratio>> deployments_a_day;
  std::optional<Baseline<model::Ratio>> failure_rate;  ///< In percent.
  std::optional<Baseline<model::Duration>> lead_time;  ///< Median of the medians.
  std::optional<Baseline<model::Duration>> restore_time;
};
BaselineKeys usual_keys(const std::vector<model::FourKeys>& periods);

/// Returns nullopt for a span without days.
std::optional<model::Ratio> deployments_a_day(const model::FourKeys& keys);

}  // namespace dora::analysis
