// Writes summary.json exactly as specified, and reads such files from any writer.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/model/summary.h"

namespace dora::model {

/// `{"<service>": {"2022-01": 10, "2022-01_failed": 2, "2022-01_failure_rate": 20.0}}`, keys
/// sorted, rates with at most two decimals. 10 is the total of successful and failed.
void write_summary(const Summary& summary, files::AtomicFile& file);

struct ReadSummary {
  Summary summary;
  /// Unknown keys, one line each, as in the file; if there are many, the first ones and how many
  /// more.
  std::vector<std::string> warnings;
};
inline constexpr std::size_t most_key_warnings = 10;

/// Counts, and sums of them, up to here are exact even if a reader uses floating point.
inline constexpr std::int64_t largest_count = 9'007'199'254'740'992;  // 2^53

/// Missing counts are zero, missing rates are computed. Throws an Error that names the file, the
/// service and the period for: a negative, fractional or non-finite number, one above
/// largest_count, services that together exceed it, more failed than all, a rate that contradicts
/// its counts by more than rounding to one decimal, a duplicate key, a key that is almost a period,
/// periods of different granularity, text that is not JSON or not UTF-8.
ReadSummary read_summary(const std::filesystem::path& path);

}  // namespace dora::model
