// Whether a figure of one period differs significantly from that of another.
#pragma once

#include <cstdint>
#include <optional>

#include "collector/model/four_keys.h"
#include "collector/model/period.h"
#include "reports/analysis/statistics/dispersion.h"

namespace dora::analysis {

enum class Verdict : std::uint8_t {
  not_compared,           ///< Nothing to compare with.
  too_few,                ///< Fewer than enough_deployments (or times), or too short a history.
  too_early,              ///< It depends on merge requests that are still open.
  no_significant_change,  ///< Not: no change.
  more,                   ///< For a failure rate: worse; for a time: longer.
  less,
};

/// Of each of the four keys.
struct Verdicts {
  Verdict deployments = Verdict::not_compared;
  Verdict failure_rate = Verdict::not_compared;
  Verdict lead_time = Verdict::not_compared;
  Verdict restore_time = Verdict::not_compared;
};

/// A change is significant if its p-value is below this: without any change, at most 1 in 100
/// comparisons says that there was one.
inline constexpr double significance_level = 0.01;

/// The variation of the deployments per week (per day, if periods are days) in the last 12 full
/// weeks before `end`, counting those still open, from the first week that begins at or after
/// `begin`. Returns nullopt if there are fewer than statistics::least_counts.
std::optional<statistics::Dispersion> variation_before(const model::History& history,
                                                       model::Granularity granularity,
                                                       std::chrono::local_days begin,
                                                       std::chrono::local_days end);
inline constexpr int variation_weeks = 12;

/// Compares two spans of one history. A verdict holds whatever the merge requests that are still
/// open become: it is that of every combination of all of them merged and all of them closed, in
/// both spans, and for the lead time also of all of them merged much later. If these disagree, it
/// is too early for a verdict. `variation` is nullopt if the history is too short.
Verdicts verdicts_of(const model::History& history, model::DayRange now, model::DayRange before,
                     const std::optional<statistics::Dispersion>& variation);

}  // namespace dora::analysis
