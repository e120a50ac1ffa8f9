// Compares a summary with the deployments it was made from, period by period.
#pragma once

#include <string>

#include "collector/model/summary.h"

namespace dora::model {

/// Describes where summary.json (`summary`) and service_deployments.json (`counted` from its
/// deployments) differ: the first few services and periods, and how many more; empty if they agree.
/// A service without periods equals one whose periods are all empty, but not a missing service.
std::string difference_text(const Summary& summary, const Summary& counted);

}  // namespace dora::model
