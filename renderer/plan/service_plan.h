// Plans the charts of one service that need more than total counts.
#pragma once

#include <string>

#include "renderer/plan/chart_plan.h"
#include "renderer/plan/deployment_data.h"

namespace dora::plan {

/// If there are more, those with the most deployments are shown.
inline constexpr std::size_t most_tier_panels = 6;

/// Lead times and times to restore.
PlannedChart plan_times(const std::string& service, const model::History& history,
                        const Axis& axis);

/// Deployments in each of the busiest tiers, the most important first.
PlannedChart plan_tiers(const std::string& service, const std::vector<model::ServiceSummary>& tiers,
                        const Axis& axis, const model::TierOrder& order = {});

}  // namespace dora::plan
