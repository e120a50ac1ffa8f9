// Tests of collector/http/http_date.
#include "collector/http/http_date.h"

#include <gtest/gtest.h>

#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

constexpr std::chrono::sys_seconds some_time(std::chrono::seconds(784'111'777));

TEST(HttpDate, ReadsTheFormServersSend) {
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), some_time);
  EXPECT_EQ(parse_http_date("Mon, 06 Nov 1994 08:49:37 GMT"), some_time) << "a wrong day's name";
  for (const char* wrong : {"", "soon", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994",
                            "Sun, 36 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"}) {
    EXPECT_FALSE(parse_http_date(wrong)) << wrong;
  }
}

TEST(HttpDate, TheServersClockCounts) {
  constexpr std::chrono::sys_seconds ours{};
  EXPECT_EQ(server_time(test::answer(200, "", {{"date", "Sun, 06 Nov 1994 08:49:37 GMT"}}), ours),
            some_time);
  EXPECT_EQ(server_time(test::answer(200, "", {{"date", "today"}}), ours), ours);
  EXPECT_EQ(server_time(test::answer(200), ours), ours);
}

}  // namespace
}  // namespace dora::http
