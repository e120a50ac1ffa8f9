// Tests that untrusted text does nothing on the site, and that none of it is lost.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reports/pages/service_page.h"
#include "reports/results/service_csv.h"
#include "tests/reports/report_stage.h"
#include "tests/support/site_links.h"

namespace dora::reports {
namespace {

using test::count;
using test::Sample;
using test::small_sample;

class ReportSafety : public test::ReportStage {
 protected:
  /// Each service has its own CSV.
  void expect_data_of(const Sample& sample) const {
    for (const model::ServiceDeployments& service : sample.services) {
      const std::string csv = page(pages::service_file(service.service, "csv"));
      EXPECT_EQ(csv, results::service_csv(service)) << service.service;
      EXPECT_EQ(count_lines(csv), service.deployments.size() + 1) << service.service;
    }
  }

  /// Lines of a CSV file: they end with CR LF, which no name here contains.
  static std::size_t count_lines(const std::string& csv) {
    std::size_t lines = 0;
    for (std::size_t at = csv.find("\r\n"); at != std::string::npos;
         at = csv.find("\r\n", at + 2)) {
      ++lines;
    }
    return lines;
  }
};

TEST_F(ReportSafety, ShowsHostileNamesInertAndComplete) {
  const std::vector<std::string> names{"<script>alert(1)</script>",
                                       "\"onmouseover='alert(1)'",
                                       "../../etc/passwd",
                                       ".hidden",
                                       "-rf",
                                       "abc\u202Egnp.exe",
                                       "line\nbreak\x01",
                                       "{{body}}",
                                       "{{{body}}}",
                                       "日本語🚀",
                                       "Payments",
                                       "payments",
                                       "a/b",
                                       "a b",
                                       std::string(255, 'x')};
  Sample sample = small_sample();
  sample.services.clear();
  for (const std::string& name : names) {
    sample.services.push_back({name, small_sample().services[1].deployments});
    sample.services.back().deployments[0].tier = name;
  }
  sample.collection.project = names[0];
  options_.title = names[1];
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string list = page("services.html");
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_EQ(count(list, "<a href=\"services/"), names.size());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "<script"), file == "services.html" ? 5U : 2U) << file;
      EXPECT_EQ(count(text, "\"onmouseover="), 0U) << file;
      EXPECT_EQ(count(text, "\u202E"), 0U) << file;
      EXPECT_EQ(count(text, "\x01"), 0U) << file;
      EXPECT_EQ(text.find("<body>"), text.rfind("<body>")) << file;
    }
  }
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".md") || file.ends_with(".xml")) {
      EXPECT_EQ(count(text, "\u202E") + count(text, "\x01"), 0U) << file;
    }
    EXPECT_EQ(file.ends_with(".xml") ? count(text, "<script") : 0, 0U) << file;
  }
  expect_data_of(sample);
  for (const char* shown :
       {"&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;onmouseover=&apos;alert(1)&apos;",
        "../../etc/passwd", "abc\\u{202E}gnp.exe", "line\\x0Abreak\\x01", ">{{body}}<",
        ">{{{body}}}<", "日本語🚀", ">Payments<", ">payments<"}) {
    EXPECT_NE(list.find(shown), std::string::npos) << shown;
  }
}

TEST_F(ReportSafety, LinksOnlyToWebAddresses) {
  Sample sample = small_sample();
  sample.collection.project_url = "javascript:alert(2)";
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  run(sample);
  EXPECT_NE(page("services/orders-web.html").find("<td>!31</td>"), std::string::npos);
  for (const auto& [file, text] : site()) {
    EXPECT_EQ(file.ends_with(".html") ? count(text, "javascript:") : 0, 0U) << file;
  }
}

TEST_F(ReportSafety, AllowsNoScriptOrStyleInsideThePage) {
  run(small_sample());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "http-equiv=\"Content-Security-Policy\""), 1U) << file;
      EXPECT_EQ(count(text, "unsafe-inline"), 0U) << file;
      EXPECT_EQ(count(text, " style="), 0U) << file;
      EXPECT_EQ(count(text, "<style"), 0U) << file;
      EXPECT_EQ(count(text, "<script"),
                count(text, "<script src=\"assets/") + count(text, "<script src=\"../assets/"))
          << file;
    }
  }
}

}  // namespace
}  // namespace dora::reports
