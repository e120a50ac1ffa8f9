// A time zone: converts moments to local days and times.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "collector/model/instant.h"

namespace date {
class time_zone;
}

namespace dora::model {

/// A zone of the system's IANA time zone database. Cheap to copy.
class TimeZone {
 public:
  /// UTC, which needs no database.
  TimeZone() = default;
  /// `Europe/Berlin`, `UTC`. Throws a UsageError that names the zone if it is unknown.
  static TimeZone find(std::string_view name);

  const std::string& name() const { return name_; }
  std::chrono::local_days local_day(Instant instant) const;
  /// Returns what a clock in the zone shows.
  std::chrono::local_time<std::chrono::milliseconds> local_time(Instant instant) const;
  /// Returns the first moment of a local day (the earlier one if the clock goes back).
  Instant begin_of(std::chrono::local_days day) const;

 private:
  std::string name_ = "UTC";
  const date::time_zone* zone_ =
      nullptr;  // Null for UTC; the database lives as long as the process.
};

}  // namespace dora::model
