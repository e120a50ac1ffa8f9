// The date that a run's outputs show.
#pragma once

#include <chrono>

namespace dora::base {

/// Returns SOURCE_DATE_EPOCH (seconds since 1970,
/// https://reproducible-builds.org/specs/source-date-epoch/) if it is set, otherwise the system's
/// clock. Throws a UsageError if the value is not a number.
std::chrono::sys_seconds run_date();

}  // namespace dora::base
