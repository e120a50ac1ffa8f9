// The first page, in words: totals, the combined chart, every service.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/inputs/site_charts.h"
#include "reports/pages/figures.h"
#include "reports/pages/key_figures.h"
#include "reports/pages/key_table.h"
#include "reports/pages/reason.h"
#include "reports/pages/sparkline.h"
#include "reports/pages/week_page.h"

namespace dora::pages {

/// A service on the attention list.
struct AttentionRow {
  std::string name;
  std::string page;
  std::vector<Reason> reasons;
};

struct ServiceRow {
  std::string name;
  std::string page;  ///< `services/payments-api.html`
  Figures figures;
  std::string last_deployment;     ///< `2024-01-31`; empty without deployments.
  std::vector<std::string> tiers;  ///< By name.
  std::string lead_time;           ///< Median; `no data`.
  bool few_lead_times = false;     ///< Too few for a verdict.
  Sparkline sparkline;             ///< Of the last periods, including the running one.
  std::vector<std::string> flags;  ///< Labels of the rules that name it, no duplicates.

  // Sort keys of the columns: plain numbers, empty without data. Empty ones are last in both
  // directions: never the best, never the worst.
  std::string deployments_key;
  std::string failed_key;
  std::string failure_rate_key;
  std::string lead_time_key;  ///< In milliseconds.
};

/// If there are more, only the flags in the list of all services show them.
inline constexpr std::size_t attention_shown = 15;

struct IndexPage {
  std::string range;             ///< `January 2023 to December 2024`, `no deployments`.
  std::string services_counted;  ///< `400 services`
  std::string granularity;       ///< `month`
  Figures totals;
  std::string period;        ///< The last full one: `January 2024`; empty if there is none yet.
  std::string period_label;  ///< `2024-01`, `2024-W05`
  bool dated_by_creation = true;  ///< Periods go by creation, unlike the digest of the week.
  std::vector<KeyFigure> key_figures;
  WeekPage week;  ///< The report's week; without a name if there is no full week.
  KeyTable compared;
  KeyTable tiers;                       ///< Over the last full period.
  std::vector<AttentionRow> attention;  ///< The most urgent and newest first, up to a limit.
  std::string attention_count;          ///< Number of services that a rule names.
  std::string comparisons;              ///< How many the rules made.
  std::string by_chance;                ///< How many findings are chance, at most: `14`, `0.1`.
  bool has_more_attention = false;      ///< More services than `attention` holds.
  inputs::ChartView chart;
  bool has_details = false;  ///< The charts below were drawn, if they have data.
  inputs::ChartView heatmap;
  inputs::ChartView worst_heatmap;
  inputs::ChartView lead_time;
  inputs::ChartView restore_time;
  KeyTable periods;
  std::vector<ServiceRow> services;  ///< By name.
  std::optional<analysis::Bands>
      bands;  ///< What the badges next to figures mean; nullopt without badges.
};

IndexPage index_page(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                     const analysis::Analysis& analysis);

}  // namespace dora::pages
