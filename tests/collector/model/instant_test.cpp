// Tests the ISO 8601 texts that GitLab sends, and others.
#include "collector/model/instant.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dora::model {
namespace {

TEST(Instant, ReadsEveryFormThatGitLabWrites) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"2024-09-03T07:57:19.866Z", "2024-09-03T07:57:19.866Z"},
      {"2024-09-03T07:57:19Z", "2024-09-03T07:57:19.000Z"},
      {"2024-09-03T07:57:19.8Z", "2024-09-03T07:57:19.800Z"},
      {"2024-09-03T07:57:19.999999999Z", "2024-09-03T07:57:19.999Z"},
      {"2024-09-03T07:57:19.866+01:00", "2024-09-03T06:57:19.866Z"},
      {"2024-09-03T07:57:19-0700", "2024-09-03T14:57:19.000Z"},
      {"2024-01-01T00:30:00+05:45", "2023-12-31T18:45:00.000Z"},
      {"2024-12-31T23:30:00-01:00", "2025-01-01T00:30:00.000Z"},
      {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000Z"},
      {"2000-02-29T12:00:00Z", "2000-02-29T12:00:00.000Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"},
      {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"},
      {"9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"},
      {"2024-09-03T07:57:19+00:00", "2024-09-03T07:57:19.000Z"},
      {"2024-09-03T07:57:19-00:00", "2024-09-03T07:57:19.000Z"}};
  for (const auto& [text, expected] : table) {
    const auto instant = parse_instant(text);
    ASSERT_TRUE(instant) << text;
    EXPECT_EQ(to_string(*instant), expected) << text;
    EXPECT_EQ(parse_instant(expected), instant) << text;
  }
}

TEST(Instant, RefusesEveryOtherText) {
  for (const char* text : {"",
                           "2024",
                           "2024-09-03",
                           "2024-09-03T07:57:19",
                           "2024-09-03 07:57:19Z",
                           "2024-09-03T07:57Z",
                           "2024-9-3T07:57:19Z",
                           "24-09-03T07:57:19Z",
                           "2024-02-30T00:00:00Z",
                           "2023-02-29T00:00:00Z",
                           "1900-02-29T00:00:00Z",
                           "2024-13-01T00:00:00Z",
                           "2024-00-01T00:00:00Z",
                           "2024-01-00T00:00:00Z",
                           "2024-01-01T24:00:00Z",
                           "2024-01-01T00:60:00Z",
                           "2024-01-01T00:00:61Z",
                           "2024-01-01T00:00:00.Z",
                           "2024-01-01T00:00:00.1234567890Z",
                           "2024-01-01T00:00:00z",
                           "2024-01-01T00:00:00Zx",
                           "2024-01-01T00:00:00+24:00",
                           "2024-01-01T00:00:00+01:60",
                           "2024-01-01T00:00:00+01",
                           "2024-01-01T00:00:00+1:00",
                           " 2024-01-01T00:00:00Z",
                           "-024-01-01T00:00:00Z",
                           "+024-01-01T00:00:00Z",
                           "2024-01-01T00:00:-1Z",
                           "2024-01-01T00:00:00.-1Z",
                           "2024-01-01T00:00:00,5Z",
                           "9999-12-31T23:59:59-00:01",
                           "0000-01-01T00:00:00+00:01",
                           "not a date"}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

TEST(Instant, RefusesEveryTruncatedText) {
  const std::string text = "2024-09-03T07:57:19.866+01:00";
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(parse_instant(text.substr(0, size)), std::nullopt) << text.substr(0, size);
  }
}

TEST(Date, ReadsAndWritesDays) {
  using std::chrono::year;
  EXPECT_EQ(parse_date("2024-01-31"), year(2024) / 1 / 31);
  EXPECT_EQ(to_string(year(2024) / 1 / 31), "2024-01-31");
  EXPECT_EQ(to_string(year(987) / 12 / 1), "0987-12-01");
  for (const char* text : {"", "2024-1-31", "2024-02-30", "2024-01-31 ", "2024/01/31", "20240131",
                           "2024-01-31T00:00:00Z"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace dora::model
