// What a service's page says, in ready words: its chart, periods, tiers, deployments; no HTML.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/report_data.h"
#include "reports/site_charts.h"

namespace dora::reports {

inline constexpr std::size_t latest_deployments_shown = 50;

struct DeploymentRow {
  std::string time;      ///< `2024-01-31 14:05`, in the report's zone.
  std::string time_utc;  ///< ISO 8601, for programs.
  bool failed = false;
  std::string tier;
  std::string duration;
  std::string reference;  ///< `!123`
  std::string url;        ///< Of the merge request; empty when it is not a web address.
};

struct ServicePage {
  std::string name;
  std::string range;  ///< `January 2023 to December 2024`, `no deployments`.
  std::string granularity;
  std::string time_zone;
  Figures totals;
  std::string last_deployment;
  ChartView chart;
  std::vector<PeriodRow> periods;
  std::vector<TierRow> tiers;
  /// False when deployments are dated by their end: nothing tells then when they began.
  bool has_durations = false;
  bool has_more = false;              ///< There are more deployments than `latest` shows.
  std::vector<DeploymentRow> latest;  ///< The newest first.
};

/// `service` is an index into the summary's services.
ServicePage service_page(const ReportData& data, const SiteCharts& charts, std::size_t service);

}  // namespace dora::reports
