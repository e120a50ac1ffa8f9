// Decides what each chart of a summary says.
#include "renderer/plan/chart_plan.h"

#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/ascii.h"
#include "collector/model/wording.h"
#include "renderer/chart/chart_name.h"
#include "renderer/plan/chart_captions.h"

namespace dora::plan {
namespace {

/// A little more than ten years of days; beyond that, bars are thinner than a pixel on a wide
/// screen.
constexpr int most_periods = 4000;
constexpr const char* combined_title = "All services";

/// The service that has a period at one end of the axis.
const std::string& owner(const model::Summary& summary, model::Period period) {
  const auto has = [&](const model::ServiceSummary& service) {
    return !service.periods.empty() &&
           (service.periods.front().period == period || service.periods.back().period == period);
  };
  return std::find_if(summary.services.begin(), summary.services.end(), has)->service;
}

/// `of` is empty, or ` · 12 services`.
std::string figures(const model::Counts& total, const std::string& of, const Axis& axis) {
  const std::string failed =
      total.total() > 0 ? fmt::format(" · {} failed", model::rate_text(total)) : "";
  std::string text = deployments_text(total.total()) + of + failed + short_range_text(axis);
  text.front() = text.front() == 'n' ? 'N' : text.front();
  return text;
}

std::string alt(const std::string& title, const model::Counts& total, const std::string& of,
                const Axis& axis) {
  const std::string failed = total.total() > 0
                                 ? fmt::format(", {} failed ({})", model::count_text(total.failed),
                                               model::rate_text(total))
                                 : "";
  return fmt::format("{}: {}{}{}{}", title, deployments_text(total.total()), of, failed,
                     range_text(axis));
}

/// Periods beyond the axis have no bar to say it beside.
std::vector<chart::Bar> with_open(std::vector<chart::Bar> bars, const OpenCounts& open) {
  for (const auto& [period, count] : open) {
    const auto bar = std::ranges::lower_bound(bars, period, {}, &chart::Bar::period);
    if (bar != bars.end() && bar->period == period) {
      bar->open = count;
    }
  }
  return bars;
}

}  // namespace

Axis shared_axis(const model::Summary& summary, std::chrono::year_month_day as_of) {
  Axis axis{{}, std::chrono::local_days(as_of)};
  const auto range = model::range_of(summary);
  if (!range) {
    return axis;
  }
  const int count = model::steps_between(range->first, range->last) + 1;
  if (count > most_periods) {
    throw base::Error(fmt::format(
        "the summary spans {} {}s, from {} (service '{}') to {} (service '{}'), but {} is the most "
        "that can be drawn; correct the period that is wrong, or summarize by longer periods",
        model::count_text(count), model::to_string(range->first.granularity),
        model::label(range->first), owner(summary, range->first), model::label(range->last),
        owner(summary, range->last), model::count_text(most_periods)));
  }
  axis.periods.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    axis.periods.push_back(model::advance(range->first, i));
  }
  return axis;
}

std::vector<chart::Bar> bars_of(const std::vector<model::PeriodCounts>& periods, const Axis& axis) {
  std::vector<chart::Bar> result;
  result.reserve(axis.periods.size());
  auto next = periods.begin();
  for (const model::Period& period : axis.periods) {
    chart::Bar bar{period, {}, model::end(period) > axis.as_of};
    if (next != periods.end() && next->period == period) {
      bar.counts = next->counts;
      ++next;
    }
    result.push_back(bar);
  }
  return result;
}

PlannedChart plan_combined(const model::Summary& summary, const Axis& axis,
                           const OpenCounts& open) {
  const std::vector<model::PeriodCounts> periods = model::combined(summary);
  const model::Counts total = model::total_of({"", periods});
  const std::string services = services_text(summary.services.size());
  PlannedChart planned;
  planned.chart = chart::Chart{combined_title, figures(total, " · " + services, axis),
                               with_open(bars_of(periods, axis), open)};
  set_name(planned, chart::Kind::combined, "");
  planned.entry.alt = alt(combined_title, total, " of " + services, axis);
  return planned;
}

PlannedChart plan_service(const model::ServiceSummary& service, const Axis& axis,
                          const OpenCounts& open) {
  const model::Counts total = model::total_of(service);
  const std::string title = title_of(service.service);
  PlannedChart planned;
  planned.chart = chart::Chart{title, figures(total, "", axis),
                               with_open(bars_of(service.periods, axis), open)};
  set_name(planned, chart::Kind::service, service.service);
  planned.entry.alt = alt(title, total, "", axis);
  return planned;
}

void check_chart_files(const model::Summary& summary) {
  std::map<std::string, const std::string*> owners;
  const std::string combined = combined_title;
  owners[chart::combined_stem] = &combined;
  for (const model::ServiceSummary& service : summary.services) {
    std::string stem = text::ascii_lower(chart::slug(service.service));
    const auto [found, added] = owners.emplace(std::move(stem), &service.service);
    if (!added) {
      throw base::Error(fmt::format("'{}' and '{}' would share the chart '{}'; rename one of them",
                                    *found->second, service.service, found->first));
    }
  }
}

}  // namespace dora::plan
