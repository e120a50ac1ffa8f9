// The list of all services, in words: what needs attention first.
#include "reports/pages/services_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/fold.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/service_page.h"

namespace dora::pages {
namespace {

std::vector<std::string> tiers_of(const std::vector<model::Deployment>& deployments,
                                  const model::TierOrder& order) {
  std::set<std::pair<std::size_t, std::string_view>> tiers;
  for (const model::Deployment& deployment : deployments) {
    tiers.emplace(order.rank(deployment.tier), deployment.tier);
  }
  std::vector<std::string> names;
  std::ranges::transform(tiers, std::back_inserter(names),
                         [](const auto& tier) { return text::printable(tier.second); });
  return names;
}

std::vector<std::string> flags_of(std::span<const analysis::Finding> findings) {
  std::vector<std::string> flags;
  for (const analysis::Finding& each : findings) {
    const std::string label(label_of(each.attention.rule));
    if (std::ranges::find(flags, label) == flags.end()) {
      flags.push_back(label);
    }
  }
  return flags;
}

void add_recent(ServiceRow& row, const analysis::Recent& recent) {
  const std::int64_t deployments = recent.four_weeks.counts.total();
  row.deployments = model::count_text(deployments);
  row.failed = model::count_text(recent.four_weeks.counts.failed);
  if (recent.before) {
    const std::int64_t change = deployments - recent.before->counts.total();
    row.change = signed_text(change);
    row.change_key = std::to_string(change);
  }
  const model::FourKeys& all = recent.all;
  row.has_data = all.counts.total() > 0;
  row.few = all.counts.total() < model::enough_deployments;
  row.failure_rate = model::rate_text(all.counts);
  if (const auto interval = model::failure_rate_interval(all.merge_requests)) {
    row.failure_rate_title =
        fmt::format("{} of {} failed; 95% interval {}", model::count_text(all.counts.failed),
                    model::count_text(all.counts.total()), interval_text(all.merge_requests));
    row.failure_rate_key = row.few ? "" : fmt::format("{:.4f}", interval->low);
  }
  row.few_lead_times = !all.lead_time || all.lead_time->count < model::enough_deployments;
  row.lead_time = model::duration_text(model::median_of(all.lead_time));
  row.lead_time_key = row.few_lead_times ? "" : std::to_string(all.lead_time->median.count());
  std::vector<model::Counts> weeks;
  std::ranges::transform(recent.weeks, std::back_inserter(weeks), &model::FourKeys::counts);
  row.sparkline = sparkline_of(weeks);
}

ServiceRow service_row(const analysis::ReportData& data, const analysis::Analysis& analysis,
                       const std::vector<analysis::Recent>& recent, std::size_t service) {
  const auto& deployments = data.deployments[service].deployments;
  ServiceRow row;
  row.name = text::printable(data.summary.services[service].service);
  row.page = service_file(data.summary.services[service].service, "html");
  row.flags = flags_of(analysis.findings.of(service));
  std::ranges::transform(data.deployments[service].groups, std::back_inserter(row.groups),
                         text::printable);
  row.tiers = tiers_of(deployments, analysis.tier_order);
  row.last_deployment =
      deployments.empty() ? "" : date_text(deployments.back().deployment_time, data.zone);
  if (recent.empty()) {
    row.lead_time = row.failure_rate = "no data";
    row.few = row.few_lead_times = true;
  } else {
    add_recent(row, recent[service]);
  }
  return row;
}

}  // namespace

std::string signed_text(std::int64_t number) {
  return number < 0   ? fmt::format("−{}", model::count_text(-number))
         : number > 0 ? fmt::format("+{}", model::count_text(number))
                      : "0";
}

std::vector<std::size_t> by_name(const analysis::ReportData& data) {
  std::vector<std::pair<std::string, std::size_t>> names;
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    names.emplace_back(text::folded(data.summary.services[i].service), i);
  }
  std::ranges::sort(names);
  std::vector<std::size_t> order;
  std::ranges::transform(names, std::back_inserter(order),
                         [](const auto& each) { return each.second; });
  return order;
}

ServicesPage services_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                           const std::vector<analysis::Recent>& recent,
                           const std::optional<model::Period>& week) {
  ServicesPage page;
  page.services_counted =
      model::counted(static_cast<std::int64_t>(data.summary.services.size()), "service");
  if (week) {
    page.weeks = model::range_name(model::advance(*week, 1 - analysis::recent_weeks), *week);
  }
  page.has_groups = std::ranges::any_of(
      data.deployments, [](const auto& service) { return !service.groups.empty(); });
  const std::vector<std::size_t> urgent = analysis::by_urgency(analysis.findings);
  std::set<std::size_t> placed(urgent.begin(), urgent.end());
  std::vector<std::size_t> order = urgent;
  std::ranges::copy_if(by_name(data), std::back_inserter(order),
                       [&](std::size_t service) { return !placed.contains(service); });
  page.services.reserve(order.size());
  for (const std::size_t service : order) {
    page.services.push_back(service_row(data, analysis, recent, service));
  }
  return page;
}

}  // namespace dora::pages
