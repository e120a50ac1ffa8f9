// The first page, in words: the week, what failed, what needs attention, figures over time.
#include "reports/pages/index_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/service_page.h"

namespace dora::pages {
namespace {

/// The figures of the last full period, and what it is compared with.
void add_current_period(IndexPage& page, const analysis::Analysis& analysis) {
  const auto comparison = analysis.compare_overall();
  page.compared = comparison_table(analysis.overall, analysis.calendar, comparison);
  if (!comparison) {
    return;
  }
  page.period = model::name(*analysis.calendar.current);
  page.period_label = model::label(*analysis.calendar.current);
  page.key_figures = key_figures(*comparison, names_of(analysis.calendar), analysis.judge(false));
  page.tiers = tier_table(analysis.tiers, span_of(*analysis.calendar.current), analysis.tier_order,
                          analysis.judge(false));
}

void add_attention(IndexPage& page, const analysis::ReportData& data,
                   const analysis::Analysis& analysis) {
  const std::size_t services = analysis::by_urgency(analysis.findings).size();
  page.comparisons = model::count_text(static_cast<std::int64_t>(analysis.findings.tests));
  const double by_chance = analysis.findings.by_chance;
  page.by_chance =
      by_chance < 0.05 ? "<0.1" : fmt::format("{:.{}f}", by_chance, by_chance < 10 ? 1 : 0);
  page.attention_count = model::count_text(static_cast<std::int64_t>(services));
  page.has_more_attention = services > attention_shown;
  page.attention = attention_rows(data, analysis.findings);
}

}  // namespace

std::vector<AttentionRow> attention_rows(const analysis::ReportData& data,
                                         const analysis::Findings& findings) {
  std::vector<std::size_t> services = analysis::by_urgency(findings);
  services.resize(std::min(services.size(), attention_shown));
  std::vector<AttentionRow> rows;
  rows.reserve(services.size());
  for (const std::size_t service : services) {
    const std::string& name = data.summary.services[service].service;
    rows.push_back(
        {text::printable(name), service_file(name, "html"), reasons_of(findings.of(service))});
  }
  return rows;
}

IndexPage index_page(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                     const analysis::Analysis& analysis) {
  IndexPage page;
  const auto range = model::range_of(data.summary);
  page.range = range ? model::range_name(range->first, range->last) : "no deployments";
  page.services_counted =
      model::counted(static_cast<std::int64_t>(data.summary.services.size()), "service");
  page.granularity = model::to_string(data.collection.counting.granularity);
  page.dated_by_creation = data.collection.counting.date_by == model::DateBy::created;
  page.chart = charts.combined;
  page.has_details = charts.has_details;
  page.heatmap = charts.heatmap;
  page.worst_heatmap = charts.worst_heatmap;
  page.lead_time = charts.lead_time;
  page.restore_time = charts.restore_time;
  page.bands = analysis.bands;
  page.totals = figures_of(four_keys(analysis.overall, model::all_days).counts);
  add_current_period(page, analysis);
  add_attention(page, data, analysis);
  page.periods = period_table(analysis.overall, data.collection.counting.granularity,
                              analysis.covered, analysis.today);
  page.has_services = !data.summary.services.empty();
  return page;
}

}  // namespace dora::pages
