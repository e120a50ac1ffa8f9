// Lists the charts of a run, in the order of the index.
#include "renderer/plan/chart_list.h"

#include <algorithm>

#include "renderer/plan/overall_plan.h"

namespace dora::plan {
namespace {

bool is_drawn(const ChartSource& source, ChartRef chart) {
  if (!source.deployments) {
    return chart.kind == chart::Kind::combined || chart.kind == chart::Kind::service;
  }
  const DeploymentData& data = *source.deployments;
  switch (chart.kind) {
    case chart::Kind::heatmap:
      return model::range_of(source.summary).has_value();
    case chart::Kind::worst_heatmap:  // With few services it would show the same rows.
      return source.summary.services.size() > most_heatmap_rows;
    case chart::Kind::lead_time:
      return has_lead_times(data.overall);
    case chart::Kind::restore_time:
      return !data.overall.restores.empty();
    case chart::Kind::times: {
      const model::History& history = data.services[chart.service].history;
      return has_lead_times(history) || !history.restores.empty();
    }
    case chart::Kind::tiers:
      return data.services[chart.service].tiers.size() > 1;
    case chart::Kind::combined:
    case chart::Kind::service:
      break;
  }
  return true;
}

}  // namespace

std::vector<ChartRef> charts_of(const ChartSource& source) {
  return charts_of(source, chart::Shard{});
}

std::vector<ChartRef> charts_of(const ChartSource& source, chart::Shard shard) {
  std::vector<ChartRef> charts;
  const auto add = [&](ChartRef chart) {
    if (is_drawn(source, chart)) {
      charts.push_back(chart);
    }
  };
  for (const chart::Kind kind : chart::overall_kinds) {
    if (shard.number == 1) {
      add({kind, 0});
    }
  }
  const std::vector<model::ServiceSummary>& services = source.summary.services;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (shard.is_whole() || chart::shard_of(services[i].service, shard.count) == shard.number) {
      for (const chart::Kind kind : chart::service_kinds) {
        add({kind, i});
      }
    }
  }
  return charts;
}

}  // namespace dora::plan
