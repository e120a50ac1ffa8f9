// Plans the charts of all services that need more than total counts.
#pragma once

#include "renderer/plan/chart_plan.h"
#include "renderer/plan/deployment_data.h"

namespace dora::plan {

/// If there are more, those with the most deployments are shown.
inline constexpr std::size_t most_heatmap_rows = 40;

/// The failure rates of the busiest services or, for Kind::worst_heatmap, of those with the highest
/// rates; ties are broken by name.
PlannedChart plan_heatmap(chart::Kind kind, const model::Summary& summary, const Axis& axis);

/// Lead times or times to restore (`kind`) of all services together.
PlannedChart plan_overall_times(chart::Kind kind, const model::History& history, const Axis& axis);

}  // namespace dora::plan
