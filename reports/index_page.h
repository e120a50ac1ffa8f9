// What the first page says, in ready words: totals, the combined chart, every service; no HTML.
#pragma once

#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/report_data.h"
#include "reports/site_charts.h"

namespace dora::reports {

struct ServiceRow {
  std::string name;
  std::string page;  ///< `services/payments-api.html`
  Figures figures;
  std::string last_deployment;  ///< `2024-01-31`; empty without deployments.
  std::string tiers;            ///< `production, staging`

  // What the columns are sorted by: plain numbers, and -1 where there are no data.
  std::string deployments_key;
  std::string failed_key;
  std::string failure_rate_key;
};

struct IndexPage {
  std::string range;  ///< `January 2023 to December 2024`, `no deployments`.
  std::string services_count;
  std::string granularity;  ///< `month`
  Figures totals;
  ChartView chart;
  std::vector<PeriodRow> periods;
  std::vector<ServiceRow> services;  ///< By name.
};

IndexPage index_page(const ReportData& data, const SiteCharts& charts);

/// Where a service's page is within the site: `services/<slug>.html`.
std::string service_page_path(const std::string& service);

}  // namespace dora::reports
