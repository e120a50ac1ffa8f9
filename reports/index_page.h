// What the first page says, in ready words: totals, the combined chart, every service; no HTML.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis.h"
#include "reports/figures.h"
#include "reports/key_figures.h"
#include "reports/key_table.h"
#include "reports/report_data.h"
#include "reports/site_charts.h"

namespace dora::reports {

struct ServiceRow {
  std::string name;
  std::string page;  ///< `services/payments-api.html`
  Figures figures;
  std::string last_deployment;     ///< `2024-01-31`; empty without deployments.
  std::vector<std::string> tiers;  ///< By name.
  std::string lead_time;           ///< Median; `no data`.

  // What the columns are sorted by: plain numbers, and -1 where there are no data.
  std::string deployments_key;
  std::string failed_key;
  std::string failure_rate_key;
  std::string lead_time_key;  ///< In milliseconds.
};

struct IndexPage {
  std::string range;  ///< `January 2023 to December 2024`, `no deployments`.
  std::string services_count;
  std::string granularity;  ///< `month`
  Figures totals;
  std::string period;  ///< The last full one: `January 2024`; empty: there is none yet.
  std::vector<KeyFigure> key_figures;
  KeyTable compared;
  KeyTable tiers;  ///< Over the last full period.
  ChartView chart;
  KeyTable periods;
  std::vector<ServiceRow> services;  ///< By name.
};

IndexPage index_page(const ReportData& data, const SiteCharts& charts, const Analysis& analysis);

}  // namespace dora::reports
