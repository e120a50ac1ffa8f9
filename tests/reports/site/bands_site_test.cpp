// Tests where a site shows bands, and where it must not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/report.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/report_stage.h"
#include "tests/support/site_links.h"

namespace dora::site {
namespace {

using test::count;
using test::deployment;
using test::Sample;
using test::small_sample;
using testing::HasSubstr;
using testing::Not;

/// A service with 14 deployments in February 2024, each of which took an hour; one failed.
Sample busy_sample() {
  using enum model::DeploymentStatus;
  Sample sample = small_sample();
  model::ServiceDeployments busy{"busy", {}};
  for (int i = 0; i < 14; ++i) {
    busy.deployments.push_back(deployment("2024-02-05T10:00:00Z", i == 3 ? failed : successful,
                                          "production", i + 100, "2024-02-05T11:00:00Z"));
  }
  sample.services.push_back(std::move(busy));
  return sample;
}

class BandsOnPages : public test::ReportStage {
 protected:
  /// The table of all services.
  std::string list() const {
    const std::string text = page("services.html");
    const std::size_t begin = text.find("<table id=\"services\"");
    return text.substr(begin, text.find("</table>", begin) - begin);
  }
};

TEST_F(BandsOnPages, AreOffByDefault) {
  run(busy_sample());
  for (const auto& [name, text] : site()) {
    if (name.ends_with(".html")) {
      EXPECT_THAT(text, Not(HasSubstr("class=\"badge\""))) << name;
      EXPECT_THAT(text, Not(HasSubstr("id=\"bands\""))) << name;
    }
  }
}

TEST_F(BandsOnPages, AreNextToTheFiguresOfAServiceWithSourceAndYear) {
  options_.bands = "dora-2023";
  run(busy_sample());
  const std::string service = page("services/busy.html");
  EXPECT_THAT(service, HasSubstr("<dd class=\"value\">7.1%</dd><dd><span class=\"badge\">High"
                                 "</span> State of DevOps 2023</dd>"));
  EXPECT_THAT(service, HasSubstr("<dd class=\"value\">1 h</dd><dd><span class=\"badge\">"
                                 "Elite</span> State of DevOps 2023</dd>"));
  EXPECT_THAT(service, HasSubstr("Since the first deployment of the service; levels: State of "
                                 "DevOps 2023</caption>"));
  EXPECT_THAT(service, HasSubstr("7.1% <span class=\"badge\">High</span></td>"));
  EXPECT_THAT(service, HasSubstr("href=\"../index.html#bands\""));
  // With only 4 deployments in all: too few.
  EXPECT_THAT(page("services/payments-api.html"), Not(HasSubstr("class=\"badge\"")));
}

TEST_F(BandsOnPages, AreExplainedOnTheFirstPage) {
  options_.bands = "dora-2023";
  run(busy_sample());
  const std::string index = page("index.html");
  EXPECT_THAT(index, HasSubstr("<h2 id=\"bands\">"));
  EXPECT_THAT(index, HasSubstr("<a href=\"https://dora.dev/research/2023/dora-report/\" "
                               "rel=\"noreferrer\">DORA: Accelerate State of DevOps 2023</a>"));
  EXPECT_THAT(index, HasSubstr("<span class=\"badge\">Low</span> 64%"));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_THAT(page("weekly/2024-W06.html"), Not(HasSubstr("class=\"badge\"")));
}

TEST_F(BandsOnPages, NeverRankServices) {
  run(busy_sample());
  const std::string without = list();
  options_.bands = "dora-2023";
  run(busy_sample());
  EXPECT_EQ(list(), without);
}

TEST_F(BandsOnPages, AreInertFromAUsersFile) {
  const std::string level = R"([{"level": "<b>x</b>", "published": "<i>"}])";
  options_.bands =
      folder_
          .write("own.json",
                 R"({"label": "<u>", "year": 2024, "source": "s", "url": "javascript:x", "note": "",
                    "deployment_frequency": )" +
                     level + R"(, "failure_rate": )" + level + R"(, "lead_time": )" + level +
                     R"(, "restore_time": )" + level + "}")
          .string();
  run(busy_sample());
  EXPECT_THAT(page("services/busy.html"), HasSubstr("&lt;b&gt;x&lt;/b&gt;</span> &lt;u&gt; 2024"));
  EXPECT_THAT(page("index.html"), Not(HasSubstr("javascript:x")));
  EXPECT_EQ(count(page("index.html"), "<i>"), 0U);
}

TEST_F(BandsOnPages, AreRefusedBeforeAnythingIsCollected) {
  options_.bands = "dora-1999";
  EXPECT_TRUE(test::fails_with({"--bands dora-1999", "dora-2019"},
                               [&] { check_report_options(options_); }));
}

}  // namespace
}  // namespace dora::site
