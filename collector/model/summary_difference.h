// Compares a summary with the deployments that it was made from, period by period.
#pragma once

#include <string>

#include "collector/model/summary.h"

namespace dora::model {

/// Where summary.json (`summary`) and service_deployments.json (`counted`, from its deployments)
/// differ, in words: the first few services and periods, and how many more; empty if nowhere. A
/// service without periods in one is the same as with none in the other, but not as its absence.
std::string difference_text(const Summary& summary, const Summary& counted);

}  // namespace dora::model
