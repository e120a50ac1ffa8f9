// The four keys under the names that pages use; defines nothing.
#pragma once

#include "collector/model/four_keys.h"

namespace dora::reports {

using model::all_days;
using model::Duration;
using model::enough_deployments;
using model::Failure;
using model::failure_rate_interval;
using model::failures_of;
using model::four_keys;
using model::FourKeys;
using model::History;
using model::history_of;
using model::Interval;
using model::Span;
using model::Spread;
using model::spread_of;

}  // namespace dora::reports
