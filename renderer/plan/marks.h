// Marks the occasions of a user's file on charts of deployments.
#pragma once

#include "collector/occasions/occasions.h"
#include "renderer/plan/chart_plan.h"

namespace dora::plan {

/// Adds to the chart, and to its text, what overlaps its periods.
void add_marks(PlannedChart& planned, const Axis& axis,
               const std::vector<occasions::Occasion>& occasions);

}  // namespace dora::plan
