// The groups of services, such as teams, in words: how each did in the last weeks.
#include "reports/pages/groups_page.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/fold.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "renderer/chart/chart_name.h"
#include "reports/pages/services_page.h"

namespace dora::pages {
namespace {

model::History history_of_all(const analysis::ReportData& data,
                              const std::vector<std::size_t>& services) {
  model::History history;
  for (const std::size_t service : services) {
    append(history, history_of(data.deployments[service].deployments, data.zone,
                               model::Dating::result_time));
  }
  sort_by_day(history);
  return history;
}

GroupRow row_of(const analysis::ReportData& data, const analysis::Analysis& analysis,
                const std::string& group, model::Period first, model::Period last) {
  const std::vector<std::size_t> services = services_of(data, group);
  const auto attention = std::ranges::count_if(
      services, [&](std::size_t service) { return !analysis.findings.of(service).empty(); });
  const model::History history = history_of_all(data, services);
  const analysis::Recent recent = analysis::recent_of(history, last, analysis.complete_from);
  GroupRow row;
  row.name = text::printable(group);
  row.page = group.empty() ? "services.html" : group_stem(group) + ".html";
  row.services = model::count_text(static_cast<std::int64_t>(services.size()));
  row.attention = attention == 0 ? "" : model::count_text(attention);
  row.four_weeks = key_row(row.name, recent.four_weeks);
  if (recent.before) {
    row.change = signed_text(recent.four_weeks.counts.total() - recent.before->counts.total());
  }
  if (!history.attempts.empty()) {  // A group has no digests of weeks before its first deployment.
    first = std::max(
        first, model::period_containing(history.attempts.front().day, model::Granularity::week));
  }
  std::vector<WeekKeys> weeks;
  for (std::size_t i = 0; i < recent.weeks.size(); ++i) {
    const model::Period week =
        model::advance(last, static_cast<int>(i) + 1 - analysis::recent_weeks);
    if (first <= week) {
      weeks.push_back({week, recent.weeks[i]});
    }
  }
  row.bars = week_bars(weeks, BarFigure::deployments, last,
                       {8, 24, group.empty() ? "weekly" : group_stem(group)});
  return row;
}

}  // namespace

std::vector<std::string> groups_of(const analysis::ReportData& data) {
  std::set<std::pair<std::string, std::string>> groups;
  for (const model::ServiceDeployments& service : data.deployments) {
    for (const std::string& group : service.groups) {
      groups.emplace(text::folded(group), group);
    }
  }
  std::vector<std::string> names;
  std::ranges::transform(groups, std::back_inserter(names),
                         [](const auto& each) { return each.second; });
  return names;
}

bool has_groups_page(const analysis::ReportData& data) {
  return std::ranges::any_of(data.deployments,
                             [](const auto& service) { return !service.groups.empty(); });
}

std::vector<std::size_t> services_of(const analysis::ReportData& data, const std::string& group) {
  std::vector<std::size_t> services;
  for (std::size_t i = 0; i < data.deployments.size(); ++i) {
    const std::vector<std::string>& own = data.deployments[i].groups;
    if (group.empty() ? own.empty() : std::ranges::find(own, group) != own.end()) {
      services.push_back(i);
    }
  }
  return services;
}

std::string group_stem(const std::string& group) {
  return "groups/" + chart::slug(group, "group");
}

namespace {

/// What says which groups a service is in, with its verb.
std::string source_of(const model::CountingSettings& counting) {
  constexpr const char* labels = "the labels of its newest deployment";
  const std::string file = text::printable(counting.groups_file);
  return counting.groups_file.empty()    ? fmt::format("{} name", labels)
         : counting.group_prefix.empty() ? fmt::format("{} names", file)
                                         : fmt::format("{} and {} name", labels, file);
}

}  // namespace

GroupsPage groups_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                       model::Period first, model::Period last) {
  GroupsPage page;
  page.source = source_of(data.collection.counting);
  page.weeks = model::range_name(model::advance(last, -3), last);
  for (const std::string& group : groups_of(data)) {
    page.groups.push_back(row_of(data, analysis, group, first, last));
  }
  if (std::ranges::any_of(data.deployments,
                          [](const auto& service) { return service.groups.empty(); })) {
    page.groups.push_back(row_of(data, analysis, "", first, last));
  }
  return page;
}

}  // namespace dora::pages
