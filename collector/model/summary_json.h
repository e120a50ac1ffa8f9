// summary.json: writes it exactly as the contract says, reads anybody's file of its shape.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/base/files/atomic_file.h"
#include "collector/model/summary.h"

namespace dora::model {

/// `{"<service>": {"2022-01": 10, "2022-01_failed": 2, "2022-01_failure_rate": 20.0}}`, keys
/// sorted, rates with at most two decimals. 10 counts successful and failed.
void write_summary(const Summary& summary, files::AtomicFile& file);

struct ReadSummary {
  Summary summary;
  /// Unknown keys, one line each, as the file has them; of many, the first and how many more.
  std::vector<std::string> warnings;
};
inline constexpr std::size_t most_key_warnings = 10;

/// Counts, and sums of them, up to here are exact wherever a reader makes them floating-point.
inline constexpr std::int64_t largest_count = 9'007'199'254'740'992;  // 2^53

/// Lacking counts are zero, lacking rates are computed. An Error names the file, the service and
/// the period of: a negative, fractional or non-finite number, one beyond largest_count, services
/// that together have more than that, more failed than all, a rate that contradicts its counts by
/// more than a rounding to one decimal, a duplicate key, a key that is almost a period, periods of
/// different granularity, text that is not JSON or not UTF-8.
ReadSummary read_summary(const std::filesystem::path& path);

}  // namespace dora::model
