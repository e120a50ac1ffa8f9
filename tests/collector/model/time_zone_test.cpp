// Tests on which local day a moment falls, especially where clocks change.
#include "collector/model/time_zone.h"

#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"

namespace dora::model {
namespace {

std::string local_day(const char* zone, const char* instant) {
  const auto day = TimeZone::find(zone).local_day(parse_instant(instant).value());
  return to_string(std::chrono::year_month_day(day));
}

TEST(TimeZone, FindsTheLocalDay) {
  const std::vector<std::tuple<const char*, const char*, const char*>> table{
      {"UTC", "2024-01-31T23:59:59.999Z", "2024-01-31"},
      {"UTC", "2024-02-01T00:00:00.000Z", "2024-02-01"},
      {"UTC", "1969-12-31T23:59:59.999Z", "1969-12-31"},
      {"Europe/Berlin", "2024-01-31T22:59:59.999Z", "2024-01-31"},
      {"Europe/Berlin", "2024-01-31T23:00:00.000Z", "2024-02-01"},
      {"Europe/Berlin", "2024-07-31T21:59:59.999Z", "2024-07-31"},
      {"Europe/Berlin", "2024-07-31T22:00:00.000Z", "2024-08-01"},
      {"America/Los_Angeles", "2024-03-01T07:59:59Z", "2024-02-29"},
      {"Asia/Kathmandu", "2024-01-01T18:14:59Z", "2024-01-01"},
      {"Asia/Kathmandu", "2024-01-01T18:15:00Z", "2024-01-02"},
      {"Pacific/Kiritimati", "2024-01-01T10:00:00Z", "2024-01-02"},
      {"Asia/Tokyo", "2023-12-31T15:00:00Z", "2024-01-01"}};
  for (const auto& [zone, instant, expected] : table) {
    EXPECT_EQ(local_day(zone, instant), expected) << zone << " " << instant;
  }
}

TEST(TimeZone, FindsTheFirstMomentOfADay) {
  const std::vector<std::tuple<const char*, const char*, const char*>> table{
      {"UTC", "2024-01-31", "2024-01-31T00:00:00.000Z"},
      {"Europe/Berlin", "2024-01-31", "2024-01-30T23:00:00.000Z"},
      // Days on which the clock goes forward and back.
      {"Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00.000Z"},
      {"Europe/Berlin", "2024-04-01", "2024-03-31T22:00:00.000Z"},
      {"Europe/Berlin", "2024-10-27", "2024-10-26T22:00:00.000Z"},
      {"Europe/Berlin", "2024-10-28", "2024-10-27T23:00:00.000Z"},
      // A day without midnight: the clock goes from 23:59 to 01:00.
      {"America/Santiago", "2024-09-08", "2024-09-08T04:00:00.000Z"},
      // A day with two midnights.
      {"America/Havana", "2024-11-03", "2024-11-03T04:00:00.000Z"}};
  for (const auto& [zone, day, expected] : table) {
    const TimeZone found = TimeZone::find(zone);
    const Instant begin = found.begin_of(std::chrono::local_days(parse_date(day).value()));
    EXPECT_EQ(to_string(begin), expected) << zone << " " << day;
    EXPECT_EQ(to_string(std::chrono::year_month_day(found.local_day(begin))), day) << zone;
    EXPECT_NE(found.local_day(begin - std::chrono::milliseconds(1)), found.local_day(begin));
  }
}

TEST(TimeZone, NamesAnUnknownZone) {
  for (const char* zone : {"Europe/Atlantis", "", "utc+1", "../../etc/passwd"}) {
    try {
      TimeZone::find(zone);
      ADD_FAILURE() << zone << " was found";
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr("'" + std::string(zone) + "'"));
    }
  }
  EXPECT_EQ(TimeZone().name(), "UTC");
  EXPECT_EQ(TimeZone::find("Europe/Berlin").name(), "Europe/Berlin");
}

}  // namespace
}  // namespace dora::model
