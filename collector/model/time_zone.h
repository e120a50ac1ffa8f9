// A declared time zone: which local day and time a moment is; knows nothing of periods.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "collector/model/instant.h"

namespace date {
class time_zone;
}

namespace dora::model {

/// A zone of the IANA time zone database, as the system has it. A cheap value.
class TimeZone {
 public:
  /// UTC, which needs no database.
  TimeZone() = default;
  /// `Europe/Berlin`, `UTC`. Throws a UsageError that names an unknown zone.
  static TimeZone find(std::string_view name);

  const std::string& name() const { return name_; }
  std::chrono::local_days local_day(Instant instant) const;
  /// What a clock in the zone shows.
  std::chrono::local_time<std::chrono::milliseconds> local_time(Instant instant) const;
  /// The first moment of a local day (the earlier one where the clock goes back).
  Instant begin_of(std::chrono::local_days day) const;

 private:
  std::string name_ = "UTC";
  const date::time_zone* zone_ =
      nullptr;  // Null for UTC; the database lives as long as the process.
};

}  // namespace dora::model
