// Tests the words for single values: dates, durations, which addresses are links.
#include "reports/display.h"

#include <gtest/gtest.h>

namespace dora::reports {
namespace {

model::Instant at(std::string_view text) {
  return model::parse_instant(text).value();
}

TEST(Display, TellsTimesAsAClockInTheZoneShowsThem) {
  const auto berlin = model::TimeZone::find("Europe/Berlin");
  EXPECT_EQ(date_text(at("2024-03-14T23:30:00Z"), berlin), "2024-03-15");
  EXPECT_EQ(time_text(at("2024-03-14T23:30:59.999Z"), berlin), "2024-03-15 00:30");
  EXPECT_EQ(time_text(at("2024-07-01T12:00:00Z"), berlin), "2024-07-01 14:00");
  EXPECT_EQ(time_text(at("2024-03-14T23:30:00Z"), {}), "2024-03-14 23:30");
  EXPECT_EQ(long_time_text(at("2024-03-14T23:30:00Z"), berlin),
            "15 March 2024, 00:30 (Europe/Berlin)");
}

TEST(Display, CountsOneAndMany) {
  EXPECT_EQ(counted(0, "service"), "0 services");
  EXPECT_EQ(counted(1, "service"), "1 service");
  EXPECT_EQ(counted(12345, "deployment"), "12,345 deployments");
}

TEST(Display, KeepsFiguresWithTheirUnits) {
  EXPECT_EQ(whole_figures("not restored for 81 d 4 h"), "not restored for 81\u00a0d 4\u00a0h");
  EXPECT_EQ(whole_figures("37.50 %; before 4.41 %, up"), "37.50\u00a0%; before 4.41\u00a0%, up");
  EXPECT_EQ(whole_figures("in 5 min."), "in 5\u00a0min.");
  for (const char* text :
       {"", " ", "3 of 8 failed", "the last 3 deployments", "2 more", "a d", "7 "}) {
    EXPECT_EQ(whole_figures(text), text);
  }
}

TEST(Display, LinksToNothingButPlainWebAddresses) {
  for (const char* url :
       {"https://gitlab.example/a/-/merge_requests/1", "http://10.0.0.1:8080/x?y=1&z=2#n",
        "HTTPS://Gitlab.example/a'b", "https://例え.example/"}) {
    EXPECT_TRUE(is_web_url(url)) << url;
  }
  for (const char* url : {"",
                          "https://",
                          "http:///x",
                          "https:/gitlab.example",
                          "javascript:alert(1)",
                          "ftp://x/",
                          "data:text/html,x",
                          "//gitlab.example/",
                          "/a",
                          " https://x/",
                          "https://x/ y",
                          "https://x/\n",
                          "https://x/\u202Ey",
                          "https://x/\"onload=",
                          "https://x/<b>",
                          "https://\\x/",
                          "https://?x",
                          "https://x/\x80",
                          "https://user@x/",
                          "https://user:pass@x/y",
                          "HTTPS://u:p@x",
                          "java\tscript:https://x"}) {
    EXPECT_FALSE(is_web_url(url)) << url;
  }
}

TEST(Display, ReadsTheAuthorityOfAUrl) {
  EXPECT_EQ(authority_of("HTTPS://GitLab.example:8443/a@b?c"), "gitlab.example:8443");
  EXPECT_EQ(authority_of("http://u:p@host"), "u:p@host");
  EXPECT_EQ(authority_of("ftp://host/"), "");
  EXPECT_TRUE(has_credentials("http://u:p@host"));
  EXPECT_FALSE(has_credentials("https://host/a@b"));
}

}  // namespace
}  // namespace dora::reports
