// Tests of collector/crawl/clock_check.
#include "collector/crawl/clock_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/crawl/listed_gitlab.h"
#include "tests/collector/http/scripted_client.h"

namespace dora::crawl {
namespace {

using test::answer;
using test::at;
using testing::HasSubstr;

const auto ours = std::chrono::floor<std::chrono::seconds>(at("2024-06-01T12:00:00Z"));

http::Response dated(const char* date) {
  return answer(200, "[]", {{"date", date}});
}

TEST(ClockCheck, TrustsTheEarlierClock) {
  EXPECT_EQ(trusted_time(dated("Fri, 01 Jan 2100 00:00:00 GMT"), ours), ours);
  EXPECT_EQ(trusted_time(dated("Sat, 01 Jun 2024 11:00:00 GMT"), ours), at("2024-06-01T11:00:00Z"));
  EXPECT_EQ(trusted_time(dated("nonsense"), ours), ours);
  EXPECT_EQ(trusted_time(answer(200), ours), ours);
  EXPECT_EQ(trusted_time(dated("Sat, 01 Jan 1600 00:00:00 GMT"), ours), at("1970-01-01T00:00:00Z"));
}

TEST(ClockCheck, WarnsOfClocksThatDiffer) {
  EXPECT_THAT(clock_warning(dated("Fri, 01 Jan 2100 00:00:00 GMT"), ours).value_or(""),
              HasSubstr("2100-01-01"));
  EXPECT_THAT(clock_warning(dated("Thu, 01 Jan 1970 00:00:00 GMT"), ours).value_or(""),
              HasSubstr("1970-01-01"));
  EXPECT_FALSE(clock_warning(dated("Sat, 01 Jun 2024 12:09:00 GMT"), ours));
  EXPECT_FALSE(clock_warning(answer(200), ours));
}

TEST(ClockCheck, FindsRecordsInTheFuture) {
  EXPECT_TRUE(is_in_future(at("2024-06-01T12:10:01Z"), ours));
  EXPECT_FALSE(is_in_future(at("2024-06-01T12:10:00Z"), ours));
}

}  // namespace
}  // namespace dora::crawl
