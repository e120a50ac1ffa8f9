// Tests the formatting of single values: dates, and figures with units.
#include "reports/pages/display.h"

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
  EXPECT_EQ(whole_figures("not restored for 81 d 4 h"), "not restored for 81\u00a0d 4\u00a0h");
  EXPECT_EQ(whole_figures("37.50 %; before 4.41 %, up"), "37.50\u00a0%; before 4.41\u00a0%, up");
  EXPECT_EQ(whole_figures("in 5 min."), "in 5\u00a0min.");
  for (const char* text :
       {"", " ", "3 of 8 failed", "the last 3 deployments", "2 more", "a d", "7 "}) {
    EXPECT_EQ(whole_figures(text), text);
  }
}

TEST(Clauses, BreakOnlyBetweenClauses) {
  Clauses clauses;
  EXPECT_EQ(plain_text(clauses), "");
  EXPECT_EQ(unbroken_text(clauses), "");
  add_clause(clauses, "11 of 173");
  add_clause(clauses, "");
  add_clause(clauses, "95 % interval 3.6 to 11.0 %");
  EXPECT_EQ(plain_text(clauses), "11 of 173; 95 % interval 3.6 to 11.0 %");
  EXPECT_EQ(unbroken_text(clauses),
            "11\u00a0of\u00a0173; 95\u00a0%\u00a0interval\u00a03.6\u00a0to\u00a011.0\u00a0%");
}

}  // namespace
}  // namespace dora::pages
