// The date that a run's outputs show; knows nothing of what it is used for.
#pragma once

#include <chrono>

namespace dora::base {

/// SOURCE_DATE_EPOCH (seconds since 1970, https://reproducible-builds.org/specs/source-date-epoch/)
/// where it is set, else the system's clock. Throws a UsageError for a value that is no number.
std::chrono::sys_seconds run_date();

}  // namespace dora::base
