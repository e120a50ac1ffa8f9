// Lists the charts of a run, in the order of the index.
#pragma once

#include <cstddef>
#include <vector>

#include "renderer/chart/kind.h"
#include "renderer/chart/shard.h"
#include "renderer/plan/deployment_data.h"

namespace dora::plan {

struct ChartRef {
  chart::Kind kind = chart::Kind::combined;
  std::size_t service = 0;  ///< Of a chart of one service: index into the summary's services.

  bool operator==(const ChartRef&) const = default;
};

/// The charts of all services, then those of each one. Without deployments there are only
/// `combined` and `service` charts; with them, charts of times or tiers that would be empty are
/// left out, and so is the chart of tiers of a service with one tier.
std::vector<ChartRef> charts_of(const ChartSource& source);

/// Those of them that a shard draws. Charts of all services belong to the first shard.
std::vector<ChartRef> charts_of(const ChartSource& source, chart::Shard shard);

}  // namespace dora::plan
