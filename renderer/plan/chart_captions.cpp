// Texts shared by several kinds of charts.
#include "renderer/plan/chart_captions.h"

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/time_zone.h"
#include "collector/model/wording.h"
#include "renderer/chart/chart_name.h"

namespace dora::plan {

std::string title_of(const std::string& service) {
  return service.empty() ? "(unnamed)" : text::printable(service);
}

std::string deployments_text(std::int64_t count) {
  return fmt::format("{} deployment{}", count == 0 ? "no" : model::count_text(count),
                     count == 1 ? "" : "s");
}

std::string services_text(std::size_t count) {
  return fmt::format("{} service{}", model::count_text(static_cast<std::int64_t>(count)),
                     count == 1 ? "" : "s");
}

std::string short_range_text(const Axis& axis) {
  return axis.periods.empty()
             ? ""
             : " · " + model::short_range_name(axis.periods.front(), axis.periods.back());
}

std::string range_text(const Axis& axis) {
  return axis.periods.empty() ? ""
                              : ", " + model::range_name(axis.periods.front(), axis.periods.back());
}

chart::Credit credit_of(const model::Collection& collection) {
  chart::Credit credit{"", "", "made with dora-report"};
  if (!collection.project.empty()) {
    const model::TimeZone zone = model::TimeZone::find(collection.counting.time_zone);
    const std::chrono::year_month_day day(zone.local_day(collection.collected_at));
    credit.project = text::printable(collection.project);
    credit.collected =
        fmt::format("{} {} {}", static_cast<unsigned>(day.day()),
                    model::short_month_name(day.month()), static_cast<int>(day.year()));
  }
  return credit;
}

void set_name(PlannedChart& planned, chart::Kind kind, const std::string& service) {
  planned.entry.kind = kind;
  planned.entry.service = service;
  planned.entry.id = chart::chart_id(kind, service);
  planned.stem = chart::chart_stem(kind, service);
}

}  // namespace dora::plan
