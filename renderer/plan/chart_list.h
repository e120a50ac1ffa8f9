// Which charts a run draws, in the order of the index; plans and draws none.
#pragma once

#include <cstddef>
#include <vector>

#include "renderer/chart/kind.h"
#include "renderer/chart/shard.h"
#include "renderer/plan/deployment_data.h"

namespace dora::plan {

struct ChartRef {
  chart::Kind kind = chart::Kind::combined;
  std::size_t service = 0;  ///< Of a chart of one service: its place in the summary.

  bool operator==(const ChartRef&) const = default;
};

/// The charts of all services, then those of each one. Without deployments there are `combined` and
/// `service` charts alone; with them there is no chart of times or tiers that would be empty, and
/// none of tiers for a service of one tier.
std::vector<ChartRef> charts_of(const ChartSource& source);

/// Those of them that a shard draws. Charts of all services are the first shard's.
std::vector<ChartRef> charts_of(const ChartSource& source, chart::Shard shard);

}  // namespace dora::plan
