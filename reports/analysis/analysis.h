// The analysis that all pages share: histories of all services and tiers, and comparisons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "reports/analysis/bands.h"
#include "reports/analysis/calendar.h"
#include "reports/analysis/comparison.h"
#include "reports/analysis/findings.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

/// Computed once per report.
struct Analysis {
  std::chrono::local_days today;  ///< The day of the collection: not over yet.
  model::Instant as_of;           ///< The last moment that the data cover.
  /// The days that the data cover in full; empty without deployments. Begins with --since or,
  /// without it, with the period of the first deployment.
  model::DayRange covered;

  // As summary.json counts: by deployment time.
  Calendar calendar;                     ///< In the report's own periods.
  std::vector<model::History> services;  ///< In the order of the summary.
  model::History overall;
  model::TierHistories tiers;
  /// What the weekly variations of services have in common.
  statistics::DispersionPrior variation;
  /// Whether it is known what is still open. If not, nothing is compared that depends on it.
  bool open_is_known = true;

  // What happened: by result time.
  model::History happened;
  /// Of earlier days, something may be missing: what was created before --since.
  std::chrono::local_days complete_from;
  model::TierOrder tier_order;
  Findings findings;  ///< At `as_of`.

  std::optional<Bands> bands;  ///< What figures are compared with; analyse() leaves it empty.

  /// The most important tier of the data; empty if they have fewer than two.
  std::string main_tier() const;

  Judge judge(bool one_service) const { return {bands ? &*bands : nullptr, one_service}; }
  /// Compares a service's last full period, or that of all services.
  std::optional<Comparison> compare_service(std::size_t service, const Calendar& own) const;
  std::optional<Comparison> compare_overall() const { return compare_overall(calendar); }
  std::optional<Comparison> compare_overall(const Calendar& own) const;
};
Analysis analyse(const ReportData& data, const model::TierOrder& tier_order = {});

/// Some services as data of their own: `services` are ascending indexes into the data's.
ReportData part_of(const ReportData& data, const std::vector<std::size_t>& services);
/// The analysis of part_of() the same services. What the whole found unusual about them stays: in a
/// part, fewer comparisons would name more of them.
Analysis part_of(const Analysis& whole, const ReportData& part,
                 const std::vector<std::size_t>& services);

/// What was created before --since may have ended after it; a merge request is rarely open longer.
inline constexpr std::chrono::days settling_days{28};

/// From the period of the first attempt on; compared with those after it, because the service did
/// not exist in all of that one.
Calendar calendar_of(const model::History& history, model::Granularity granularity,
                     model::DayRange covered);

}  // namespace dora::analysis
