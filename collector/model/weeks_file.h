// Reads and writes weeks.json: what each past week held, and when that was last seen to change.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "collector/model/instant.h"
#include "collector/model/period.h"

namespace dora::model {

struct RecordedWeek {
  std::string sha256;                 ///< Of what happened in it; empty: nothing any more.
  std::optional<Instant> changed_at;  ///< Of the collection that saw a change; nullopt: none did.

  bool operator==(const RecordedWeek&) const = default;
};

struct RecordedWeeks {
  std::string counted_as;  ///< Of the projects and settings; others count other things.
  Period through{Granularity::week, {}};  ///< The last week that was over.
  /// Those up to `through` in which anything happened, or did once.
  std::map<Period, RecordedWeek> weeks;

  bool operator==(const RecordedWeeks&) const = default;
};

/// Returns what to record for the weeks of a collection at `now`, whose changed_at are ignored:
/// `now` for each week that was over at the collection before and differs from what it recorded,
/// else what was recorded. If that one counted something else, no week has changed.
RecordedWeeks with_changes(RecordedWeeks weeks, const RecordedWeeks& before, Instant now);

/// Those that changed, and when.
std::map<Period, Instant> changed_weeks(const RecordedWeeks& weeks);

/// `{"counted_as": ..., "through": "2024-W05", "weeks": {"2024-W05": {"sha256": ..., "changed_at":
/// ...}}}`
std::string to_json(const RecordedWeeks& weeks);
/// Throws an Error that names the file and what is wrong with it.
RecordedWeeks read_recorded_weeks(const std::filesystem::path& path);

}  // namespace dora::model
