// A time zone: converts moments to local days and times.
#include "collector/model/time_zone.h"

#include <stdexcept>

#include <date/tz.h>
#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::model {

TimeZone TimeZone::find(std::string_view name) {
  TimeZone zone;
  if (name == "UTC") {
    return zone;
  }
  try {
    zone.zone_ = date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw base::UsageError(fmt::format(
        "unknown time zone '{}': give a name of the IANA database, such as UTC or Europe/Berlin "
        "(package tzdata)",
        name));
  }
  zone.name_ = name;
  return zone;
}

std::chrono::local_days TimeZone::local_day(Instant instant) const {
  return std::chrono::floor<std::chrono::days>(local_time(instant));
}

std::chrono::local_time<std::chrono::milliseconds> TimeZone::local_time(Instant instant) const {
  return std::chrono::local_time<std::chrono::milliseconds>(
      zone_ == nullptr ? instant.time_since_epoch() : zone_->to_local(instant).time_since_epoch());
}

Instant TimeZone::begin_of(std::chrono::local_days day) const {
  if (zone_ == nullptr) {
    return Instant(day.time_since_epoch());
  }
  return zone_->to_sys(date::local_days(day.time_since_epoch()), date::choose::earliest);
}

}  // namespace dora::model
