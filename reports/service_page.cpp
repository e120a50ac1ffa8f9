// What a service's page says, in ready words: its chart, periods, tiers, deployments; no HTML.
#include "reports/service_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/printable.h"
#include "reports/display.h"

namespace dora::reports {
namespace {

DeploymentRow deployment_row(const model::Deployment& deployment, const model::TimeZone& zone) {
  DeploymentRow row;
  row.time = time_text(deployment.deployment_time, zone);
  row.time_utc = model::to_string(deployment.deployment_time);
  row.failed = deployment.status == model::DeploymentStatus::failed;
  row.tier = base::printable(deployment.tier);
  row.duration = duration_text(deployment);
  row.reference = fmt::format("!{}", deployment.iid);
  row.url = is_web_url(deployment.web_url) ? deployment.web_url : "";
  return row;
}

}  // namespace

ServicePage service_page(const ReportData& data, const SiteCharts& charts, std::size_t service) {
  const model::ServiceSummary& summary = data.summary.services[service];
  const std::vector<model::Deployment>& deployments = data.deployments[service].deployments;
  ServicePage page;
  page.name = base::printable(summary.service);
  page.range = summary.periods.empty() ? "no deployments"
                                       : model::range_name(summary.periods.front().period,
                                                           summary.periods.back().period);
  page.granularity = model::to_string(data.collection.granularity);
  page.time_zone = data.zone.name();
  page.totals = figures_of(model::total_of(summary));
  page.last_deployment =
      deployments.empty() ? "no data" : date_text(deployments.back().deployment_time, data.zone);
  page.chart = charts.services[service];
  page.periods = period_rows(summary.periods, data.zone.local_day(data.collection.collected_at));
  page.tiers = tier_rows(deployments, data.zone);
  page.has_durations = data.collection.date_by == model::DateBy::created;
  page.has_more = deployments.size() > latest_deployments_shown;
  const std::size_t shown = std::min(deployments.size(), latest_deployments_shown);
  std::transform(deployments.rbegin(), deployments.rbegin() + static_cast<std::ptrdiff_t>(shown),
                 std::back_inserter(page.latest), [&](const model::Deployment& deployment) {
                   return deployment_row(deployment, data.zone);
                 });
  return page;
}

}  // namespace dora::reports
