// What the first page says, in ready words: totals, the combined chart, every service; no HTML.
#include "reports/index_page.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "collector/base/printable.h"
#include "renderer/chart/chart_name.h"
#include "reports/display.h"

namespace dora::reports {
namespace {

std::string tiers_of(const std::vector<model::Deployment>& deployments) {
  std::set<std::string_view> tiers;
  for (const model::Deployment& deployment : deployments) {
    tiers.insert(deployment.tier);
  }
  return base::printable(fmt::format("{}", fmt::join(tiers, ", ")));
}

ServiceRow service_row(const model::ServiceSummary& summary,
                       const std::vector<model::Deployment>& deployments,
                       const model::TimeZone& zone) {
  const model::Counts counts = model::total_of(summary);
  const std::optional<double> rate = model::failure_rate(counts);
  ServiceRow row;
  row.name = base::printable(summary.service);
  row.page = service_page_path(summary.service);
  row.figures = figures_of(counts);
  row.last_deployment =
      deployments.empty() ? "" : date_text(deployments.back().deployment_time, zone);
  row.tiers = tiers_of(deployments);
  row.deployments_key = std::to_string(counts.total());
  row.failed_key = std::to_string(counts.failed);
  row.failure_rate_key = rate ? fmt::format("{:.4f}", *rate) : "-1";
  return row;
}

}  // namespace

std::string service_page_path(const std::string& service) {
  return "services/" + chart::slug(service) + ".html";
}

IndexPage index_page(const ReportData& data, const SiteCharts& charts) {
  IndexPage page;
  const auto range = model::range_of(data.summary);
  page.range = range ? model::range_name(range->first, range->last) : "no deployments";
  page.services_count = model::count_text(static_cast<std::int64_t>(data.summary.services.size()));
  page.granularity = model::to_string(data.collection.granularity);
  page.chart = charts.combined;
  const auto periods = model::combined(data.summary);
  model::Counts total;
  for (const model::PeriodCounts& period : periods) {
    total += period.counts;
  }
  page.totals = figures_of(total);
  page.periods = period_rows(periods, data.zone.local_day(data.collection.collected_at));
  page.services.reserve(data.summary.services.size());
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    page.services.push_back(
        service_row(data.summary.services[i], data.deployments[i].deployments, data.zone));
  }
  return page;
}

}  // namespace dora::reports
