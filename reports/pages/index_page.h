// The first page, in words: the week, what failed, what needs attention, figures over time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/inputs/site_charts.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/parts/key_figures.h"
#include "reports/pages/parts/key_table.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/week_page.h"

namespace dora::pages {

/// A service on the attention list.
struct AttentionRow {
  std::string name;
  std::string page;
  std::vector<Reason> reasons;
};

/// If there are more, only the list of services shows them.
inline constexpr std::size_t attention_shown = 15;
/// Of the week's failures in the most important tier.
inline constexpr std::size_t failed_shown = 8;

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
  bool has_services = false;
  bool has_details = false;  ///< The charts after the first were drawn, if they have data.
  inputs::ChartView chart;
  inputs::ChartView heatmap;
  inputs::ChartView worst_heatmap;
  inputs::ChartView lead_time;
  inputs::ChartView restore_time;
  KeyTable periods;
  std::optional<analysis::Bands>
      bands;  ///< What the badges next to figures mean; nullopt without badges.
};

/// The most urgent of the services that need attention, at most attention_shown.
std::vector<AttentionRow> attention_rows(const analysis::ReportData& data,
                                         const analysis::Findings& findings);

IndexPage index_page(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                     const analysis::Analysis& analysis);

}  // namespace dora::pages
