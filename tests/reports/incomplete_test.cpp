// Tests that a report of an incomplete collection says so everywhere, and a complete one nowhere.
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/report.h"
#include "tests/reports/sample.h"
#include "tests/support/site_links.h"
#include "tests/support/temporary_folder.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::Sample;
using test::small_sample;
using testing::HasSubstr;
using testing::Not;

class IncompleteReport : public testing::Test {
 protected:
  base::ExitCode run(const Sample& sample) {
    sample.write(folder_.path());
    ReportOptions options;
    options.data = folder_ / "data";
    options.charts = {folder_ / "charts"};
    options.out = folder_ / "site";
    base::RunContext context{log_, console_, interrupt_, {}};
    return report(options, context);
  }

  base::ExitCode run_without(const std::vector<std::string>& partial) {
    Sample sample = small_sample();
    sample.collection.partial = partial;
    return run(sample);
  }

  std::string file(const std::string& name) const {
    return files::read_file(folder_ / "site" / name);
  }

  /// Every file of the site that shows figures, by name.
  std::map<std::string, std::string> texts() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "site")) {
      const std::string kind = entry.path().extension();
      if (kind == ".html" || kind == ".md" || kind == ".xml") {
        files.emplace(entry.path().lexically_relative(folder_ / "site"), files::read_file(entry));
      }
    }
    return files;
  }

  test::TemporaryFolder folder_;
  base::Console console_{-1, true};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
};

TEST_F(IncompleteReport, SaysSoOnEveryPageAndLinksToTheReasons) {
  run_without({"merge requests created in June: HTTP 500"});
  std::size_t pages = 0;
  for (const auto& [name, text] : texts()) {
    EXPECT_THAT(text, HasSubstr("ncomplete:")) << name;
    if (name.ends_with(".html")) {
      const std::string root = name.find('/') == std::string::npos ? "" : "../";
      EXPECT_THAT(text, HasSubstr("<a href=\"" + root + "data.html#missing\">")) << name;
      ++pages;
    }
  }
  EXPECT_GE(pages, 6U);  // First page, data, weeks, a week, two services.
  EXPECT_EQ(test::broken_links(folder_ / "site"), std::vector<std::string>());
  EXPECT_THAT(file("data.html"), HasSubstr("<h2 id=\"missing\">"));
  EXPECT_THAT(file("data.html"), HasSubstr("<li><bdi>merge requests created in June: HTTP 500<"));
  EXPECT_THAT(file("data.html"), HasSubstr("among those that could not be fetched"));
}

TEST_F(IncompleteReport, SaysSoToTheUser) {
  EXPECT_EQ(run_without({"merge requests created in June: HTTP 500\x1b", "others", "and others"}),
            base::ExitCode::incomplete);
  EXPECT_THAT(files::read_file(folder_ / "log"),
              HasSubstr("warning - the collection is not complete, and every page says so: merge "
                        "requests created in June: HTTP 500\\x1B (and 2 more;"));
}

TEST_F(IncompleteReport, IsNotClaimedForACompleteCollection) {
  EXPECT_EQ(run(small_sample()), base::ExitCode::done);
  EXPECT_THAT(files::read_file(folder_ / "log"), Not(HasSubstr("not complete")));
  for (const auto& [name, text] : texts()) {
    EXPECT_THAT(text, Not(HasSubstr("ncomplete"))) << name;
    EXPECT_THAT(text, Not(HasSubstr("could not be fetched"))) << name;
  }
  EXPECT_THAT(file("data.html"), HasSubstr("GitLab answered every request"));
}

TEST_F(IncompleteReport, ListsTheNumbersThatEachProjectLacks) {
  Sample sample = small_sample();
  sample.collection.projects = {{"group/a", "", 1200, {1003, {"7", "12-15"}}},
                                {"<b>{{x}}", "", 3, {1, {"<i>"}}}};
  run(sample);
  EXPECT_THAT(file("data.html"),
              HasSubstr("<bdi>group/a</bdi></th><td class=\"number\">1,200</td><td "
                        "class=\"number\">1,003</td><td>7, 12-15</td>"));
  EXPECT_THAT(file("data.html"), HasSubstr("<bdi>&lt;b&gt;{{x}}</bdi>"));
  EXPECT_THAT(file("data.html"), HasSubstr("<td>&lt;i&gt;</td>"));
}

TEST_F(IncompleteReport, ShowsHostileReasonsInert) {
  run_without({"<script>alert(1)</script>", "\"onmouseover='x'", "line\nbreak\x01 \u202Egnp",
               "{{{body}}}"});
  const std::string page = file("data.html");
  for (const char* inert :
       {"<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>",
        "<bdi>&quot;onmouseover=&apos;x&apos;</bdi>", "<bdi>line\\x0Abreak\\x01 \\u{202E}gnp</bdi>",
        "<bdi>{{{body}}}</bdi>"}) {
    EXPECT_THAT(page, HasSubstr(inert));
  }
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

}  // namespace
}  // namespace dora::reports
