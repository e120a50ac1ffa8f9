// What answers have in common: cells, histories, words about how figures are counted.
#include "reports/questions/parts.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/service_page.h"

namespace dora::questions {
namespace {

using model::Granularity;

/// As the weekly digests do: only what happened in weeks of which everything is known is compared.
PeriodComparison compare_happened(std::optional<std::size_t> service, model::Period later,
                                  model::Period earlier, const Report& report) {
  const model::History history = history_of(service, later.granularity, report);
  PeriodComparison result;
  if (history.attempts.empty()) {
    return result;
  }
  const model::Period first =
      model::period_containing(history.attempts.front().day, later.granularity);
  const auto comparable = std::max(model::end(first), report.analysis().complete_from);
  result.calendar =
      analysis::calendar_of(later.granularity, {first.begin, model::end(later)}, comparable);
  result.calendar.previous = earlier.begin >= comparable ? std::optional(earlier) : std::nullopt;
  result.comparison = compare_full(history, result.calendar, {});
  return result;
}

PeriodComparison compare_counted(std::optional<std::size_t> service, model::Period later,
                                 model::Period earlier, const Report& report) {
  const analysis::Analysis& analysis = report.analysis();
  const model::History& history = service ? analysis.services[*service] : analysis.overall;
  PeriodComparison result;
  result.calendar = analysis::calendar_of(
      history, later.granularity,
      {analysis.covered.begin, std::min(analysis.covered.end, model::end(later))});
  result.calendar.previous =
      earlier.begin >= result.calendar.first_full ? std::optional(earlier) : std::nullopt;
  result.comparison = service ? analysis.compare_service(*service, result.calendar)
                              : analysis.compare_overall(result.calendar);
  return result;
}

}  // namespace

model::Dating dating_of(Granularity granularity, const Report& report) {
  const bool by_week = granularity == Granularity::week || granularity == Granularity::day;
  return by_week && granularity != report.granularity() ? model::Dating::result_time
                                                        : model::Dating::deployment_time;
}

model::History history_of(std::optional<std::size_t> service, Granularity granularity,
                          const Report& report) {
  const analysis::Analysis& analysis = report.analysis();
  if (dating_of(granularity, report) == model::Dating::deployment_time) {
    return service ? analysis.services[*service] : analysis.overall;
  }
  if (!service) {
    return analysis.happened;
  }
  model::History history = model::history_of(report.data().deployments[*service].deployments,
                                             report.data().zone, model::Dating::result_time);
  model::sort_by_day(history);
  return history;
}

std::string dating_note(Granularity granularity, const Report& report) {
  const bool created = report.data().collection.counting.date_by == model::DateBy::created &&
                       dating_of(granularity, report) == model::Dating::deployment_time;
  return created ? "A deployment counts on the day its merge request was created."
                 : "A deployment counts on the day its merge request was merged or closed.";
}

PeriodComparison compare(std::optional<std::size_t> service, model::Period later,
                         model::Period earlier, const Report& report) {
  return dating_of(later.granularity, report) == model::Dating::result_time
             ? compare_happened(service, later, earlier, report)
             : compare_counted(service, later, earlier, report);
}

Cell service_cell(std::size_t service, const Report& report) {
  const std::string& name = report.service_name(service);
  return {text::printable(name), pages::service_file(name, "html")};
}

Cell merge_request_cell(std::int64_t iid, const std::string& web_url) {
  return {iid > 0 ? fmt::format("!{}", iid) : "", inputs::is_web_url(web_url) ? web_url : ""};
}

std::vector<Column> key_columns(std::string first) {
  return {{std::move(first)},
          {"Deployments", true},
          {"Failed", true},
          {"Failure rate", true},
          {"95% interval", true},
          {"Lead time (median)", true},
          {"Time to restore (median)", true}};
}

std::vector<Cell> key_cells(const pages::KeyRow& row) {
  std::string name = row.name;
  for (const std::string& more : {row.note, row.still_open}) {
    name += more.empty() ? "" : fmt::format(", {}", more);
  }
  return {{name},
          {row.deployments},
          {row.failed},
          {row.failure_rate, "", row.few},
          {row.interval, "", row.few},
          {row.lead_time, "", row.few_lead_times},
          {row.restore_time, "", row.few_restores}};
}

}  // namespace dora::questions
