// Tests the report stage from files to site: its bytes, its links, its refusals, its placeholders.
#include "reports/report.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"
#include "collector/model/deployment_json.h"
#include "renderer/chart/chart_name.h"
#include "reports/service_csv.h"
#include "reports/service_page.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/sample.h"
#include "tests/support/golden.h"
#include "tests/support/site_links.h"
#include "tests/support/temporary_folder.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::fails_with;
using test::Sample;
using test::small_sample;
using test::TemporaryFolder;

class ReportTest : public testing::Test {
 protected:
  ReportTest() {
    options_.data = folder_ / "data";
    options_.charts = {folder_ / "charts"};
    options_.out = folder_ / "site";
  }

  base::ExitCode run() {
    base::RunContext context{log_, console_, interrupt_, {}};
    return report(options_, context);
  }

  base::ExitCode run(const Sample& sample) {
    sample.write(folder_.path());
    return run();
  }

  std::string page(const std::string& name) const { return base::read_file(options_.out / name); }
  std::string messages() const { return base::read_file(folder_ / "log"); }

  std::map<std::string, std::string> site() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(options_.out)) {
      if (entry.is_regular_file()) {
        files.emplace(entry.path().lexically_relative(options_.out), base::read_file(entry));
      }
    }
    return files;
  }

  /// Each service has its own JSON, which holds its name as it is, and its own CSV.
  void expect_data_of(const std::vector<std::string>& names) const {
    for (const std::string& name : names) {
      const auto read = model::read_deployments(options_.out / service_file(name, "json"));
      ASSERT_EQ(read.size(), 1U);
      EXPECT_EQ(read[0].service, name);
      EXPECT_EQ(count_lines(page(service_file(name, "csv"))), read[0].deployments.size() + 1)
          << name;
    }
  }

  /// Of a CSV file: lines end with CR LF, and no name here holds that.
  static std::size_t count_lines(const std::string& csv) {
    std::size_t lines = 0;
    for (std::size_t at = csv.find("\r\n"); at != std::string::npos;
         at = csv.find("\r\n", at + 2)) {
      ++lines;
    }
    return lines;
  }

  TemporaryFolder folder_;
  base::Console console_{-1, true};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
  ReportOptions options_;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST_F(ReportTest, WritesThePagesThatWereReviewed) {
  Sample sample = small_sample();
  sample.many_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  EXPECT_TRUE(test::matches_golden("reports/index.html", page("index.html")));
  EXPECT_TRUE(
      test::matches_golden("reports/payments-api.html", page("services/payments-api.html")));
  EXPECT_TRUE(test::matches_golden("reports/data.html", page("data.html")));
  EXPECT_NE(messages().find("reported 2 services, 5 deployments in"), std::string::npos);
}

TEST_F(ReportTest, BringsAllThatThePagesNeed) {
  run(small_sample());
  EXPECT_GT(test::count_links(options_.out), 20U);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_EQ(page("charts/payments-api_deployment_metrics.png"),
            base::read_file(options_.charts.front() / "payments-api_deployment_metrics.png"));
  const auto services = small_sample().data().deployments;
  EXPECT_EQ(page("services/payments-api.json"), model::to_json(services[1]));
  EXPECT_EQ(page("services/payments-api.csv"), service_csv(services[1]));
  EXPECT_NE(page("assets/LICENSES.txt").find("DataTables"), std::string::npos);
  EXPECT_NE(page("assets/jquery.min.js").find("jQuery v3"), std::string::npos);
}

TEST_F(ReportTest, LinkCheckerSeesABrokenLink) {
  run(small_sample());
  fs::remove(options_.out / "services/orders-web.html");
  fs::remove(options_.out / "icon.svg");
  EXPECT_THAT(test::broken_links(options_.out),
              testing::IsSupersetOf({"data.html: icon.svg", "index.html: icon.svg",
                                     "index.html: services/orders-web.html",
                                     "services/payments-api.html: ../icon.svg",
                                     "weekly/2024-W09.html: ../services/orders-web.html"}));
}

TEST_F(ReportTest, GivesTheSameBytesAgainInAnotherZoneAndLocale) {
  run(small_sample());
  const auto first = site();
  ::setenv("TZ", "Asia/Tokyo", 1);
  const char* locale = std::setlocale(LC_ALL, "C.UTF-8");
  for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"}) {
    locale = std::setlocale(LC_ALL, name) != nullptr ? name : locale;
  }
  run();
  ::unsetenv("TZ");
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(site(), first) << "in the locale " << (locale != nullptr ? locale : "C");
}

TEST_F(ReportTest, ShowsAPlaceholderForAChartThatFailed) {
  Sample sample = small_sample();
  sample.failed_charts = {"payments-api"};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  const std::string html = page("services/payments-api.html");
  EXPECT_EQ(count(html, "<img"), 0U);
  EXPECT_NE(html.find("line 7: all points y value undefined!"), std::string::npos);
  EXPECT_NE(html.find("25.00 %"), std::string::npos);
  EXPECT_FALSE(fs::exists(options_.out / "charts/payments-api_deployment_metrics.png"));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_NE(messages().find("charts that failed to render: 1"), std::string::npos);
}

TEST_F(ReportTest, ShowsAPlaceholderForAChartThatIsMissing) {
  Sample sample = small_sample();
  sample.missing_charts = {""};
  EXPECT_EQ(run(sample), base::ExitCode::incomplete);
  EXPECT_EQ(count(page("index.html"), "<img"), 0U);
  EXPECT_NE(page("index.html").find("its file is missing"), std::string::npos);
  EXPECT_NE(messages().find("charts that are missing: 1, the first is that of all services"),
            std::string::npos);
}

TEST_F(ReportTest, ShowsTheDarkPictureInTheDarkAndLinksToTheSvg) {
  Sample sample = small_sample();
  sample.many_pictures = true;
  EXPECT_EQ(run(sample), base::ExitCode::done);
  const std::string html = page("services/payments-api.html");
  const std::string stem = "../charts/payments-api_deployment_metrics";
  EXPECT_NE(html.find("<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"" + stem +
                      ".dark.png 2x\"><img src=\"" + stem + ".png\" srcset=\"" + stem +
                      ".png 2x\" width=\"1000\" height=\"500\""),
            std::string::npos)
      << html;
  EXPECT_NE(html.find("<a href=\"" + stem + ".svg\">This chart as SVG</a>"), std::string::npos);
  EXPECT_NE(html.find("<a class=\"chart\""), std::string::npos);
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  for (const char* file : {".png", ".dark.png", ".svg", ".dark.svg"}) {
    EXPECT_EQ(page("charts/payments-api_deployment_metrics" + std::string(file)),
              base::read_file(options_.charts.front() /
                              ("payments-api_deployment_metrics" + std::string(file))));
  }
  folder_.write("charts/orders-web_deployment_metrics.old.png", "listed nowhere");
  run(small_sample());
  EXPECT_FALSE(fs::exists(options_.out / "charts/orders-web_deployment_metrics.old.png"));
  EXPECT_FALSE(fs::exists(options_.out / "charts/payments-api_deployment_metrics.dark.png"));
  EXPECT_NE(page("services/payments-api.html").find("<a class=\"chart light\""), std::string::npos);
}

TEST_F(ReportTest, ShowsHostileNamesInertAndComplete) {
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
  const std::string index = page("index.html");
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
  EXPECT_EQ(count(index, "<a href=\"services/"), names.size());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "<script"), file == "index.html" ? 3U : 0U) << file;
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
  expect_data_of(names);
  for (const char* shown :
       {"&lt;script&gt;alert(1)&lt;/script&gt;", "&quot;onmouseover=&apos;alert(1)&apos;",
        "../../etc/passwd", "abc\\u{202E}gnp.exe", "line\\x0Abreak\\x01", ">{{body}}<",
        ">{{{body}}}<", "日本語🚀", ">Payments<", ">payments<"}) {
    EXPECT_NE(index.find(shown), std::string::npos) << shown;
  }
}

TEST_F(ReportTest, LinksToWebAddressesAlone) {
  Sample sample = small_sample();
  sample.collection.project_url = "javascript:alert(2)";
  sample.services[0].deployments[0].web_url = "javascript:alert(1)";
  run(sample);
  EXPECT_NE(page("services/orders-web.html").find("<td>!31</td>"), std::string::npos);
  for (const auto& [file, text] : site()) {
    EXPECT_EQ(file.ends_with(".html") ? count(text, "javascript:") : 0, 0U) << file;
  }
}

TEST_F(ReportTest, AllowsNoScriptOrStyleInsideThePage) {
  run(small_sample());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "http-equiv=\"Content-Security-Policy\""), 1U) << file;
      EXPECT_EQ(count(text, "unsafe-inline"), 0U) << file;
      EXPECT_EQ(count(text, " style="), 0U) << file;
      EXPECT_EQ(count(text, "<style"), 0U) << file;
      EXPECT_EQ(count(text, "<script"), count(text, "<script src=\"assets/")) << file;
    }
  }
}

TEST_F(ReportTest, GivesEveryPictureWordsAndASize) {
  run(small_sample());
  for (const auto& [file, text] : site()) {
    if (file.ends_with(".html")) {
      EXPECT_EQ(count(text, "<img"),
                count(text, "width=\"1000\" height=\"500\" loading=\"lazy\" alt=\""))
          << file;
      EXPECT_EQ(count(text, "alt=\"\""), 0U) << file;
    }
  }
}

TEST_F(ReportTest, SaysWhenThereAreNoDeployments) {
  Sample sample = small_sample();
  sample.services.clear();
  EXPECT_EQ(run(sample), base::ExitCode::done);
  EXPECT_NE(page("index.html").find("No deployments were found"), std::string::npos);
  EXPECT_NE(page("index.html").find("no data"), std::string::npos);
}

TEST_F(ReportTest, TakesItsTitleFromTheProjectOrTheOption) {
  run(small_sample());
  EXPECT_NE(page("index.html").find("<title>platform/deployments</title>"), std::string::npos);
  options_.title = "Platform & friends";
  run();
  EXPECT_NE(page("index.html").find("<title>Platform &amp; friends</title>"), std::string::npos);
  EXPECT_NE(page("data.html").find("<title>About the data – Platform &amp; friends</title>"),
            std::string::npos);
}

TEST_F(ReportTest, UsesTemplatesOfTheUser) {
  options_.templates = folder_ / "mine";
  folder_.write("mine/index.mustache", "<p>Only {{deployments}} deployments</p>\n");
  folder_.write("mine/style.css", "p { color: teal }\n");
  run(small_sample());
  EXPECT_NE(page("index.html").find("<p>Only 5 deployments</p>"), std::string::npos);
  EXPECT_EQ(page("style.css"), "p { color: teal }\n");
  EXPECT_NE(page("services/payments-api.html").find("Latest deployments"), std::string::npos);
}

TEST_F(ReportTest, PutsAThemeAfterTheStyleSheet) {
  run(small_sample());
  const std::string plain = page("style.css");
  options_.theme = folder_.write("theme.css", ":root { --accent: #7a2e8e }\n");
  run(small_sample());
  EXPECT_EQ(page("style.css"), plain + "\n/* The theme */\n:root { --accent: #7a2e8e }\n");
  options_.theme = folder_ / "no-such.css";
  EXPECT_TRUE(fails_with({"no-such.css", "CSS"}, [&] { run(); }));
  EXPECT_TRUE(fails_with({"no-such.css", "CSS"}, [&] { check_report_options(options_); }));
}

TEST_F(ReportTest, LeavesTheOldSiteWhenATemplateIsWrong) {
  run(small_sample());
  const auto before = site();
  options_.templates = folder_ / "mine";
  folder_.write("mine/service.mustache", "{{#has_data}}\n{{deploymets}}{{/has_data}}");
  EXPECT_TRUE(fails_with({"service.mustache:2: unknown variable 'deploymets'", "deployments"},
                         [&] { run(); }));
  EXPECT_EQ(site(), before);
  EXPECT_FALSE(fs::exists(folder_ / ".site.new"));
}

TEST_F(ReportTest, LeavesTheOldSiteWhenItIsInterrupted) {
  run(small_sample());
  const auto before = site();
  std::raise(SIGTERM);
  EXPECT_THROW(run(), base::Interrupted);
  EXPECT_EQ(site(), before);
  EXPECT_FALSE(fs::exists(folder_ / ".site.new"));
}

TEST_F(ReportTest, RefusesInputThatTheNewSiteWouldReplace) {
  run(small_sample());
  options_.out = folder_.path();
  EXPECT_TRUE(fails_with({"--data", "which is replaced whole"}, [&] { run(); }));
  options_.out = options_.charts.front();
  EXPECT_TRUE(fails_with({"--charts", "which is replaced whole"}, [&] { run(); }));
}

TEST_F(ReportTest, ForgetsServicesThatAreGone) {
  run(small_sample());
  Sample later = small_sample();
  later.services.erase(later.services.begin());
  run(later);
  EXPECT_FALSE(fs::exists(options_.out / "services/orders-web.html"));
  EXPECT_FALSE(fs::exists(options_.out / "charts/orders-web_deployment_metrics.png"));
  EXPECT_EQ(test::broken_links(options_.out), std::vector<std::string>());
}

TEST_F(ReportTest, PassesOnWarningsAboutTheSummary) {
  small_sample().write(folder_.path());
  std::string summary = base::read_file(folder_ / "data/summary.json");
  summary.insert(summary.find("\"2024-03\""), "\"remark\": 1, ");
  base::write_file(folder_ / "data/summary.json", summary);
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_NE(messages().find("unknown key \"remark\""), std::string::npos);
}

}  // namespace
}  // namespace dora::reports
