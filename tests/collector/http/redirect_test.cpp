// Tests of collector/http/redirect.
#include "collector/http/redirect.h"

#include <string>
#include <utility>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/collector/http/scripted_client.h"

namespace dora::http {
namespace {

using testing::HasSubstr;

Redirect redirect(int status, const std::string& location, Method method = Method::get,
                  int followed = 0) {
  Response response = test::answer(status, "", {{"location", location}});
  response.url = "http://host/a/b";
  return redirect_of(response, method, followed);
}

TEST(Redirect, IsFollowedWithinTheOrigin) {
  for (const auto& [location, target] : {std::pair("/c", "http://host/c"),
                                         {"c", "http://host/a/c"},
                                         {"http://host/x?y=1", "http://host/x?y=1"}}) {
    EXPECT_EQ(redirect(302, location).target, target);
    EXPECT_EQ(redirect(302, location).problem, "") << location;
  }
}

TEST(Redirect, IsNotFollowedElsewhere) {
  for (const char* location :
       {"https://host/x", "http://host:81/x", "//elsewhere.example/", "gopher://host/"}) {
    EXPECT_THAT(redirect(301, location).problem, HasSubstr("redirects to another server"))
        << location;
  }
  Response without = test::answer(301);
  without.url = "http://host/";
  EXPECT_THAT(redirect_of(without, Method::get, 0).problem, HasSubstr("no location"));
}

TEST(Redirect, RefusesAnAddressTooLongForAMessage) {
  const std::string problem = redirect(302, "/" + std::string(50'000, 'a')).problem;
  EXPECT_EQ(problem, "it redirects to an address of 50012 bytes");
}

TEST(Redirect, NeverTurnsAPostIntoAGet) {
  for (const int status : {301, 302, 303}) {
    EXPECT_THAT(redirect(status, "/c", Method::post).problem,
                HasSubstr(fmt::format("it redirects POST with HTTP {}", status)));
  }
  for (const int status : {307, 308}) {
    EXPECT_EQ(redirect(status, "/c", Method::post).problem, "");
  }
}

TEST(Redirect, EndsAfterFive) {
  EXPECT_EQ(redirect(307, "/c", Method::get, 4).problem, "");
  EXPECT_THAT(redirect(307, "/c", Method::get, 5).problem, HasSubstr("in a circle"));
}

TEST(Redirect, IsOneOfFiveStatuses) {
  for (const int status : {301, 302, 303, 307, 308}) {
    EXPECT_TRUE(is_redirect(test::answer(status))) << status;
  }
  for (const int status : {0, 200, 300, 304, 305, 306, 309, 404}) {
    EXPECT_FALSE(is_redirect(test::answer(status))) << status;
  }
}

}  // namespace
}  // namespace dora::http
