// Tests the formatting of single values: dates, and figures with units.
#include "reports/pages/parts/display.h"

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

model::Instant at(std::string_view text) {
  return model::parse_instant(text).value();
}

TEST(Display, ShowsTimesInTheZone) {
  const auto berlin = model::TimeZone::find("Europe/Berlin");
  EXPECT_EQ(date_text(at("2024-03-14T23:30:00Z"), berlin), "2024-03-15");
  EXPECT_EQ(time_text(at("2024-03-14T23:30:59.999Z"), berlin), "2024-03-15 00:30");
  EXPECT_EQ(time_text(at("2024-07-01T12:00:00Z"), berlin), "2024-07-01 14:00");
  EXPECT_EQ(time_text(at("2024-03-14T23:30:00Z"), {}), "2024-03-14 23:30");
  EXPECT_EQ(long_time_text(at("2024-03-14T23:30:00Z"), berlin),
            "15 March 2024, 00:30 (Europe/Berlin)");
}

TEST(Display, KeepsFiguresAndUnitsTogether) {
  EXPECT_EQ(with_space("2 days 4 h", no_break_space), "2\u00a0days\u00a04\u00a0h");
  EXPECT_EQ(with_space("81 days", " "), "81 days");
  EXPECT_EQ(with_space("", no_break_space), "");
}

TEST(Display, KeepsDurationsTogetherInASentence) {
  EXPECT_EQ(unbroken_durations("September 2026: 1 h 40 min (5 failures)"),
            "September 2026: 1\u00a0h\u00a040\u00a0min (5 failures)");
  EXPECT_EQ(unbroken_durations("up 2 days 4 h on 3 weeks"),
            "up 2\u00a0days\u00a04\u00a0h on 3 weeks");
  EXPECT_EQ(unbroken_durations(""), "");
  EXPECT_EQ(unbroken_durations("a h"), "a h");
}

TEST(Clauses, BreakOnlyBetweenClauses) {
  Clauses clauses;
  EXPECT_EQ(plain_text(clauses), "");
  EXPECT_EQ(unbroken_text(clauses), "");
  add_clause(clauses, "11 of 173");
  add_clause(clauses, "");
  add_clause(clauses, "95% interval 3.6 to 11.0%");
  EXPECT_EQ(plain_text(clauses), "11 of 173; 95% interval 3.6 to 11.0%");
  EXPECT_EQ(unbroken_text(clauses),
            "11\u00a0of\u00a0173; 95%\u00a0interval\u00a03.6\u00a0to\u00a011.0%");
}

}  // namespace
}  // namespace dora::pages
