// A service's page, in words: its charts, periods, tiers, deployments.
#include "reports/pages/service_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "collector/occasions/occasions.h"
#include "renderer/chart/chart_name.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/key_figures.h"
#include "reports/pages/parts/key_table.h"
#include "reports/pages/parts/occasion_texts.h"

namespace dora::pages {
namespace {

DeploymentRow deployment_row(const model::Deployment& deployment, const model::TimeZone& zone) {
  DeploymentRow row;
  row.time = time_text(deployment.deployment_time, zone);
  row.time_utc = model::to_string(deployment.deployment_time);
  row.failed = deployment.status == model::DeploymentStatus::failed;
  row.tier = text::printable(deployment.tier);
  const auto taken = time_taken(deployment);
  row.duration = taken ? model::duration_text(*taken) : "unknown";
  row.title = text::printable(deployment.title);
  row.author = text::printable(deployment.author);
  row.reference = fmt::format("!{}", deployment.iid);
  row.url = inputs::is_web_url(deployment.web_url) ? deployment.web_url : "";
  return row;
}

/// Returns how many of the latest deployments are listed, and sets the words for them.
std::size_t count_listed(const std::vector<model::Deployment>& deployments,
                         const analysis::ReportData& data, std::chrono::local_days today,
                         std::string& words) {
  const auto is_old = [&](const model::Deployment& deployment) {
    return data.zone.local_day(deployment.deployment_time) <= today - listed_days;
  };
  const auto first = std::partition_point(deployments.begin(), deployments.end(), is_old);
  const auto recent = static_cast<std::size_t>(deployments.end() - first);
  const auto text = [](std::size_t count) {
    return model::count_text(static_cast<std::int64_t>(count));
  };
  words = fmt::format("{} in the last {} days", recent == 0 ? "None" : text(recent),
                      listed_days.count());
  if (recent == deployments.size()) {
    return recent;
  }
  if (recent >= least_listed) {
    words += fmt::format(", of {} in all", text(deployments.size()));
    return recent;
  }
  const std::size_t listed = std::min(deployments.size(), least_listed);
  words += listed == deployments.size()
               ? fmt::format("; all {}", text(listed))
               : fmt::format("; the latest {} of {}", listed, text(deployments.size()));
  return listed;
}

void add_latest(ServicePage& page, const std::vector<model::Deployment>& deployments,
                const analysis::ReportData& data, std::chrono::local_days today) {
  const std::size_t listed = count_listed(deployments, data, today, page.listed);
  std::transform(deployments.rbegin(), deployments.rbegin() + static_cast<std::ptrdiff_t>(listed),
                 std::back_inserter(page.latest), [&](const model::Deployment& deployment) {
                   return deployment_row(deployment, data.zone);
                 });
}

void add_comparison(ServicePage& page, std::size_t service, const analysis::Analysis& analysis) {
  const model::History& history = analysis.services[service];
  const analysis::Calendar calendar =
      analysis::calendar_of(history, analysis.calendar.granularity, analysis.covered);
  const auto comparison = analysis.compare_service(service, calendar);
  page.compared = comparison_table(history, calendar, comparison);
  if (comparison) {
    page.period = model::name(*calendar.current);
    page.key_figures = key_figures(*comparison, names_of(calendar), analysis.judge(true));
  }
}

/// From its first day to the end of the data.
model::DayRange lifetime(const model::History& history, const analysis::Analysis& analysis) {
  if (history.attempts.empty()) {
    return {};
  }
  return {history.attempts.front().day,
          std::max(analysis.covered.end, history.attempts.back().day + std::chrono::days(1))};
}

std::string file_name(const std::string& path) {
  return path.substr(path.find('/') + 1);
}

ServiceLink link_to(std::optional<std::size_t> service, const analysis::ReportData& data) {
  if (!service) {
    return {};
  }
  const std::string& name = data.summary.services[*service].service;
  return {text::printable(name), file_name(service_file(name, "html"))};
}

void add_recent(ServicePage& page, const ServiceSurroundings& around) {
  if (!around.week || around.recent == nullptr) {
    return;
  }
  const model::Period last = *around.week;
  const analysis::Recent& recent = *around.recent;
  page.weeks = model::range_name(model::advance(last, 1 - analysis::recent_weeks), last);
  page.recent.head = "Weeks";
  page.recent.rows.push_back(key_row(model::name(last), recent.week));
  page.recent.rows.back().name.front() = 'W';
  page.recent.rows.push_back(key_row("Last 4 weeks", recent.four_weeks));
  if (recent.before) {
    page.recent.rows.push_back(key_row("Previous 4 weeks", *recent.before));
  }
  use_common_unit(page.recent.rows);
  std::vector<WeekKeys> weeks;
  for (std::size_t i = 0; i < recent.weeks.size(); ++i) {
    const int back = static_cast<int>(recent.weeks.size() - 1 - i);
    const model::Period week = model::advance(last, -back);
    if (!around.first || *around.first <= week) {
      weeks.push_back({week, recent.weeks[i]});
    }
  }
  page.bars = week_bars(weeks, BarFigure::deployments, last, {16, 40});
}

/// What concerns the service, the newest first.
std::vector<std::string> marks_of(const analysis::ReportData& data, std::size_t service) {
  if (data.occasions.empty()) {
    return {};
  }
  const auto range = model::range_of(data.summary);
  if (!range) {
    return {};
  }
  std::vector<std::string> texts =
      occasion_texts(occasions::occasions_of(data.occasions, data.summary.services[service].service,
                                             data.deployments[service].groups),
                     {range->first.begin, model::end(range->last)});
  std::ranges::reverse(texts);
  texts.resize(std::min(texts.size(), marks_shown));
  return texts;
}

}  // namespace

std::string service_file(const std::string& service, std::string_view extension) {
  return fmt::format("services/{}.{}", chart::slug(service), extension);
}

ServicePage service_page(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                         const analysis::Analysis& analysis, std::size_t service,
                         const ServiceSurroundings& around) {
  const model::ServiceSummary& summary = data.summary.services[service];
  const std::vector<model::Deployment>& deployments = data.deployments[service].deployments;
  const model::History& history = analysis.services[service];
  ServicePage page;
  page.name = text::printable(summary.service);
  page.previous = link_to(around.previous, data);
  page.next = link_to(around.next, data);
  page.groups = data.deployments[service].groups;
  add_recent(page, around);
  page.range = summary.periods.empty() ? "no deployments"
                                       : model::range_name(summary.periods.front().period,
                                                           summary.periods.back().period);
  page.granularity = model::to_string(data.collection.counting.granularity);
  page.time_zone = data.zone.name();
  page.totals = figures_of(model::total_of(summary));
  page.last_deployment =
      deployments.empty() ? "no data" : date_text(deployments.back().deployment_time, data.zone);
  page.chart = charts.services[service];
  page.has_details = charts.has_details;
  if (charts.has_details) {
    page.times = charts.times[service];
    page.tiers_chart = charts.tiers[service];
  }
  page.comment = around.comment;
  for (CommentPart& part : page.comment.parts) {
    if (part.page == service_file(summary.service, "html")) {
      part.page.clear();  // Nobody needs a link to where they are.
    }
  }
  page.reasons = reasons_of(analysis.findings.of(service));
  add_comparison(page, service, analysis);
  page.periods =
      period_table(history, data.collection.counting.granularity, analysis.covered, analysis.today);
  page.tiers = tier_table(model::tier_histories(deployments, data.zone),
                          lifetime(history, analysis), analysis.tier_order, analysis.judge(true));
  page.bands = analysis.bands ? analysis.bands->name : "";
  page.dated_by_creation = data.collection.counting.date_by == model::DateBy::created;
  add_latest(page, deployments, data, analysis.today);
  page.lists = merge_request_lists(data.collection, data.deployments[service]);
  page.marks = marks_of(data, service);
  page.csv_file = file_name(service_file(summary.service, "csv"));
  return page;
}

}  // namespace dora::pages
