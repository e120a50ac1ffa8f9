// Plans the charts of all services that need more than total counts.
#include "renderer/plan/overall_plan.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "collector/model/four_keys.h"
#include "collector/model/wording.h"
#include "renderer/plan/chart_captions.h"
#include "renderer/plan/times_plan.h"

namespace dora::plan {
namespace {

using Rows = std::vector<const model::ServiceSummary*>;

/// Those with deployments, by a measure, the highest first.
template <class Measure>
Rows highest(const model::Summary& summary, Measure measure) {
  std::vector<std::pair<decltype(measure(model::Counts())), const model::ServiceSummary*>> services;
  for (const model::ServiceSummary& service : summary.services) {
    if (const model::Counts total = model::total_of(service); total.total() > 0) {
      services.emplace_back(measure(total), &service);
    }
  }
  std::ranges::stable_sort(services, std::ranges::greater(),
                           [](const auto& service) { return service.first; });
  services.resize(std::min(services.size(), most_heatmap_rows));
  Rows rows;
  std::ranges::transform(services, std::back_inserter(rows),
                         [](const auto& service) { return service.second; });
  return rows;
}

Rows busiest(const model::Summary& summary) {
  return highest(summary, [](const model::Counts& total) { return total.total(); });
}

/// By the lower end of the interval: a single failure of one deployment proves little.
Rows worst(const model::Summary& summary) {
  return highest(summary, [](const model::Counts& total) {
    const auto interval = model::failure_rate_interval(total);
    return interval ? interval->low : 0;
  });
}

/// `order`: `busiest`.
std::string services_shown(std::size_t shown, const char* order, const model::Summary& summary) {
  return shown < summary.services.size()
             ? fmt::format("the {} {} of {}", shown, order, services_text(summary.services.size()))
             : services_text(shown);
}

/// `from 2.1% (search) to 23.0% (orders-web)`, over the whole range.
std::string extremes_text(const Rows& rows) {
  const auto rate = [](const model::ServiceSummary* service) {
    return model::failure_rate(model::total_of(*service)).value_or(0);
  };
  const auto [least, most] = std::ranges::minmax_element(rows, {}, rate);
  const auto text = [&](const model::ServiceSummary* service) {
    return fmt::format("{} ({})", model::rate_text(model::total_of(*service)),
                       title_of(service->service));
  };
  return fmt::format("from {} to {}", text(*least), text(*most));
}

}  // namespace

PlannedChart plan_heatmap(chart::Kind kind, const model::Summary& summary, const Axis& axis) {
  const bool by_rate = kind == chart::Kind::worst_heatmap;
  const Rows rows = by_rate ? worst(summary) : busiest(summary);
  chart::Heatmap heatmap;
  const auto granularity = model::to_string(
      axis.periods.empty() ? model::Granularity::month : axis.periods.front().granularity);
  heatmap.title = fmt::format("Failure rate per {}, in percent", granularity);
  const std::string services = services_shown(rows.size(), by_rate ? "worst" : "busiest", summary);
  heatmap.figures = services + short_range_text(axis);
  heatmap.figures.front() = heatmap.figures.front() == 't' ? 'T' : heatmap.figures.front();
  heatmap.periods = axis.periods;
  PlannedChart planned;
  planned.entry.rows.emplace();
  for (const model::ServiceSummary* service : rows) {
    planned.entry.rows->services.push_back(service->service);
    chart::HeatmapRow& row = heatmap.rows.emplace_back();
    row.service = title_of(service->service);
    for (const chart::Bar& bar : bars_of(service->periods, axis)) {
      row.cells.push_back(bar.counts);
    }
  }
  set_name(planned, kind, "");
  planned.entry.alt = fmt::format("Failure rate per {} of {}{}: {} over all of it", granularity,
                                  services, range_text(axis), extremes_text(rows));
  planned.chart = std::move(heatmap);
  return planned;
}

PlannedChart plan_overall_times(chart::Kind kind, const model::History& history, const Axis& axis) {
  const bool restore = kind == chart::Kind::restore_time;
  const TimesFigures figures = restore ? restore_figures(history) : lead_figures(history);
  chart::TimeChart chart;
  chart.title = fmt::format("{} of all services", restore ? "Time to restore" : "Lead time");
  chart.figures = figures.text + short_range_text(axis);
  chart.figures.front() = chart.figures.front() == 'm' ? 'M' : chart.figures.front();
  chart.panels = {{"", "", restore ? restore_points(history, axis) : lead_points(history, axis)}};
  PlannedChart planned;
  set_name(planned, kind, "");
  planned.entry.alt = fmt::format("{}: {}{}", chart.title, figures.words, range_text(axis));
  planned.chart = std::move(chart);
  return planned;
}

}  // namespace dora::plan
