// The first page, in words: totals, the combined chart, every service.
#include "reports/pages/index_page.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/display.h"
#include "reports/pages/service_page.h"

namespace dora::pages {
namespace {

std::vector<std::string> tiers_of(const std::vector<model::Deployment>& deployments) {
  std::set<std::string_view> tiers;
  for (const model::Deployment& deployment : deployments) {
    tiers.insert(deployment.tier);
  }
  std::vector<std::string> names;
  std::transform(tiers.begin(), tiers.end(), std::back_inserter(names), text::printable);
  return names;
}

/// The last periods up to the end of the data, including the running one.
Sparkline last_periods(const model::History& history, const analysis::Analysis& analysis) {
  std::vector<model::Counts> periods;
  const auto last_day = analysis.covered.end - std::chrono::days(1);
  const model::Period last = model::period_containing(last_day, analysis.calendar.granularity);
  for (int back = sparkline_periods - 1; back >= 0; --back) {
    const model::Period period = model::advance(last, -back);
    periods.push_back(four_keys(history, span_of(period)).counts);
  }
  return sparkline_of(periods);
}

std::vector<std::string> flags_of(std::span<const analysis::Finding> findings) {
  std::vector<std::string> flags;
  for (const analysis::Finding& each : findings) {
    const std::string label(label_of(each.attention.rule));
    if (std::find(flags.begin(), flags.end(), label) == flags.end()) {
      flags.push_back(label);
    }
  }
  return flags;
}

ServiceRow service_row(const analysis::ReportData& data, const analysis::Analysis& analysis,
                       std::size_t service) {
  const auto& deployments = data.deployments[service].deployments;
  const model::FourKeys keys = four_keys(analysis.services[service], model::all_days);
  const std::optional<double> rate = model::failure_rate(keys.counts);
  const std::optional<model::Duration> lead_time = model::median_of(keys.lead_time);
  ServiceRow row;
  row.name = text::printable(data.summary.services[service].service);
  row.page = service_file(data.summary.services[service].service, "html");
  row.figures = figures_of(keys.counts);
  row.last_deployment =
      deployments.empty() ? "" : date_text(deployments.back().deployment_time, data.zone);
  row.tiers = tiers_of(deployments);
  row.lead_time = model::duration_text(lead_time);
  row.few_lead_times = !keys.lead_time || keys.lead_time->count < model::enough_deployments;
  row.sparkline = last_periods(analysis.services[service], analysis);
  row.flags = flags_of(analysis.findings.of(service));
  row.deployments_key = std::to_string(keys.counts.total());
  row.failed_key = std::to_string(keys.counts.failed);
  row.failure_rate_key = rate ? fmt::format("{:.4f}", *rate) : "";
  row.lead_time_key = lead_time ? std::to_string(lead_time->count()) : "";
  return row;
}

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
  std::vector<std::size_t> services;
  for (const analysis::Finding& finding : analysis.findings.found) {
    if (services.empty() || services.back() != finding.service) {
      services.push_back(finding.service);
    }
  }
  std::stable_sort(services.begin(), services.end(), [&](std::size_t a, std::size_t b) {
    const analysis::Attention& one = analysis.findings.of(a).front().attention;
    const analysis::Attention& other = analysis.findings.of(b).front().attention;
    return std::tuple(one.tier_rank, one.rule, other.since) <
           std::tuple(other.tier_rank, other.rule, one.since);
  });
  page.comparisons = model::count_text(static_cast<std::int64_t>(analysis.findings.tests));
  const double by_chance = analysis.findings.by_chance;
  page.by_chance =
      by_chance < 0.05 ? "<0.1" : fmt::format("{:.{}f}", by_chance, by_chance < 10 ? 1 : 0);
  page.attention_count = model::count_text(static_cast<std::int64_t>(services.size()));
  page.has_more_attention = services.size() > attention_shown;
  services.resize(std::min(services.size(), attention_shown));
  for (const std::size_t service : services) {
    const std::string& name = data.summary.services[service].service;
    page.attention.push_back({text::printable(name), service_file(name, "html"),
                              reasons_of(analysis.findings.of(service))});
  }
}

}  // namespace

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
  page.services.reserve(data.summary.services.size());
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    page.services.push_back(service_row(data, analysis, i));
  }
  return page;
}

}  // namespace dora::pages
