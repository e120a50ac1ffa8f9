// The list of all services, in words: what needs attention first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/recent.h"
#include "reports/analysis/report_data.h"
#include "reports/pages/parts/sparkline.h"

namespace dora::pages {

/// Figures of the last full weeks. Sort keys of columns are plain numbers, empty without data:
/// those are last in both directions, never the best, never the worst.
struct ServiceRow {
  std::string name;
  std::string page;                 ///< `services/payments-api.html`
  std::vector<std::string> flags;   ///< Labels of the rules that name it, no duplicates.
  std::vector<std::string> groups;  ///< Such as its team.
  std::vector<std::string> tiers;   ///< The most important first.
  std::string deployments;          ///< Of four weeks.
  std::string change;               ///< Against the four weeks before: `+4`, `−3`, `0`; or empty.
  std::string change_key;
  std::string failed;              ///< Of four weeks.
  std::string failure_rate;        ///< Of recent_weeks: `7.1%`.
  std::string failure_rate_title;  ///< `9 of 126 failed; 95% interval 3.8 to 13.0%`
  std::string failure_rate_key;    ///< The lower end of the interval; empty if too few.
  bool few = false;                ///< Too few deployments for a verdict.
  std::string lead_time;           ///< Median of recent_weeks; `no data`.
  std::string lead_time_key;       ///< In milliseconds.
  bool few_lead_times = false;
  Sparkline sparkline;          ///< Of recent_weeks.
  std::string last_deployment;  ///< `2024-01-31`; empty without deployments.
  bool has_data = false;        ///< Anything happened in recent_weeks.
};

struct ServicesPage {
  std::string weeks;  ///< `Week 36 to week 47 of 2026`; empty without a full week.
  std::string services_counted;
  bool has_groups = false;
  std::vector<ServiceRow> services;  ///< Those that need attention first, then by name.
};

/// `recent` is in the order of the services; empty without a full week.
ServicesPage services_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                           const std::vector<analysis::Recent>& recent,
                           const std::optional<model::Period>& week);

/// `+4`, `−3`, `0`.
std::string signed_text(std::int64_t number);

/// Indexes of the services in the order of their names, regardless of case and accents.
std::vector<std::size_t> by_name(const analysis::ReportData& data);

}  // namespace dora::pages
