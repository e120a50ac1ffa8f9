// Plans the charts of one service that need more than total counts.
#include "renderer/plan/service_plan.h"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/plan/chart_captions.h"
#include "renderer/plan/times_plan.h"

namespace dora::plan {
namespace {

/// Those with the most deployments, the most important first.
std::vector<model::ServiceSummary> shown(std::vector<model::ServiceSummary> tiers,
                                         const model::TierOrder& order) {
  if (tiers.size() > most_tier_panels) {
    std::ranges::stable_sort(tiers, std::ranges::greater(),
                             [](const auto& tier) { return model::total_of(tier).total(); });
    tiers.resize(most_tier_panels);
  }
  std::ranges::sort(tiers, {}, [&](const model::ServiceSummary& tier) {
    return std::pair(order.rank(tier.service), tier.service);
  });
  return tiers;
}

std::string tier_figures(const model::ServiceSummary& tier) {
  const model::Counts total = model::total_of(tier);
  return fmt::format("{} failed of {}", model::rate_text(total), model::count_text(total.total()));
}

}  // namespace

PlannedChart plan_times(const std::string& service, const model::History& history,
                        const Axis& axis) {
  const TimesFigures lead = lead_figures(history);
  const TimesFigures restore = restore_figures(history);
  chart::TimeChart chart;
  chart.title = title_of(service);
  chart.figures = "Lead time and time to restore" + short_range_text(axis);
  chart.panels = {{"Lead time", lead.text, lead_points(history, axis)},
                  {"Time to restore", restore.text, restore_points(history, axis)}};
  PlannedChart planned;
  set_name(planned, chart::Kind::times, service);
  planned.entry.alt = fmt::format("{}: lead time {}; time to restore {}{}", chart.title, lead.words,
                                  restore.words, range_text(axis));
  planned.chart = std::move(chart);
  return planned;
}

PlannedChart plan_tiers(const std::string& service, const std::vector<model::ServiceSummary>& tiers,
                        const Axis& axis, const model::TierOrder& order) {
  chart::TierChart chart;
  chart.title = title_of(service);
  std::string words;
  for (const model::ServiceSummary& tier : shown(tiers, order)) {
    const std::string name = title_of(tier.service);
    chart.panels.push_back({name, tier_figures(tier), bars_of(tier.periods, axis)});
    const model::Counts total = model::total_of(tier);
    words += fmt::format("{} {} {}, {} failed", words.empty() ? "" : ";", name,
                         deployments_text(total.total()), model::count_text(total.failed));
  }
  const std::string which =
      tiers.size() > chart.panels.size()
          ? fmt::format("the {} busiest of {} tiers", chart.panels.size(), tiers.size())
          : fmt::format("{} tiers", tiers.size());
  chart.figures = fmt::format("Deployments in {}{}", which, short_range_text(axis));
  PlannedChart planned;
  set_name(planned, chart::Kind::tiers, service);
  planned.entry.alt =
      fmt::format("{}: deployments in {}:{}{}", chart.title, which, words, range_text(axis));
  planned.chart = std::move(chart);
  return planned;
}

}  // namespace dora::plan
