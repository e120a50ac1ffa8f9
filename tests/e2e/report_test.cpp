// What each report option does to the site, and the errors for invalid values.
#include <regex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

/// Collected on the Monday of week 25 of 2024, in folders named as in the documentation.
class Report : public ReportedProject {
 protected:
  void SetUp() override {
    start_server({"--services", "6", "--merge-requests", "400", "--months", "5"});
    collect_and_render();
  }

  /// Returns the error for its options; there must be no site afterwards.
  std::string refusal(const Arguments& more) const {
    const ProgramResult result = report(more);
    EXPECT_EQ(result.exit_code, 2) << result.errors;
    EXPECT_FALSE(fs::exists(folder_ / "SITE"));
    return result.errors;
  }

  std::string page(const std::string& name) const { return file("SITE/" + name); }
};

/// Returns the digest that the first page links.
std::string week_of(const std::string& index) {
  std::smatch found;
  return std::regex_search(index, found, std::regex("href=\"weekly/(\\d{4}-W\\d\\d)\\.html\""))
             ? found.str(1)
             : "";
}

TEST_F(Report, ShowsTheLastFullWeekOrTheOneRequested) {
  make({});
  EXPECT_EQ(week_of(page("index.html")), "2024-W24");
  EXPECT_FALSE(fs::exists(folder_ / "SITE/weekly/2024-W25.html"));  // It has just begun.
  make({"--week", "2024-W20"});
  EXPECT_EQ(week_of(page("index.html")), "2024-W20");
  EXPECT_TRUE(fs::exists(folder_ / "SITE/weekly/2024-W24.html"));
}

TEST_F(Report, RefusesAnUnfinishedMissingOrInvalidWeek) {
  for (const char* week : {"2024-W25", "2019-W01", "2031-W01"}) {
    EXPECT_THAT(refusal({"--week", week}),
                AllOf(HasSubstr("--week " + std::string(week)), HasSubstr("to 2024-W24")));
  }
  for (const char* week : {"2024-05", "W05", "2024-W5", "2024-W54", "last"}) {
    EXPECT_THAT(refusal({"--week", week}),
                AllOf(HasSubstr("--week " + std::string(week)), HasSubstr("2024-W05")));
  }
}

TEST_F(Report, HasTheGivenTitle) {
  make({});
  EXPECT_THAT(page("index.html"), HasSubstr("<title>platform/deployments</title>"));
  make({"--title", "Trains & planes"});
  EXPECT_THAT(page("index.html"), HasSubstr("<title>Trains &amp; planes</title>"));
  EXPECT_THAT(page("weekly/2024-W24.html"), HasSubstr("Trains &amp; planes</title>"));
  EXPECT_THAT(page("feed.xml"), HasSubstr("<title>Trains &amp; planes: weekly digests</title>"));
  EXPECT_THAT(page("weekly/2024-W24.md"), HasSubstr("of `Trains & planes`\n"));
}

TEST_F(Report, UsesTheGivenTemplates) {
  folder_.write("mine/index.mustache", "<h1>{{deployments}} times</h1>\n");
  make({"--templates", "mine"});
  EXPECT_TRUE(std::regex_search(page("index.html"), std::regex("<h1>\\d+ times</h1>")));
  EXPECT_THAT(page("index.html"), HasSubstr("</html>"));  // The frame is built in.
  EXPECT_THAT(page("data.html"), Not(HasSubstr(" times</h1>")));
}

TEST_F(Report, SaysWhatIsWrongWithATemplate) {
  folder_.write("mine/week.mustache",
                "<h1>{{name}}</h1>\n{{#sections}}\n{{deploymets}}\n"
                "{{/sections}}\n");
  const ProgramResult misspelled = report({"--templates", "mine"});
  EXPECT_EQ(misspelled.exit_code, 1);
  EXPECT_THAT(misspelled.errors, AllOf(HasSubstr("mine/week.mustache:3: unknown variable "
                                                 "'deploymets'; known here: "),
                                       HasSubstr("deployments, ")));
  folder_.write("unclosed/week.mustache", "{{#sections}}");
  EXPECT_THAT(report({"--templates", "unclosed"}).errors, HasSubstr("unclosed/week.mustache:1"));
  folder_.write("other/weeek.mustache", "");
  EXPECT_THAT(refusal({"--templates", "other"}),
              AllOf(HasSubstr("other/weeek.mustache"), HasSubstr("week.mustache, ")));
  EXPECT_THAT(refusal({"--templates", "nowhere"}), HasSubstr("nowhere"));
}

TEST_F(Report, PutsAThemeAfterItsStyle) {
  make({});
  const std::string style = page("style.css");
  const fs::path theme = folder_.write("theme.css", ":root { --accent: teal }\n");
  make({"--theme", "theme.css"});
  EXPECT_THAT(page("style.css"), testing::StartsWith(style));
  EXPECT_THAT(page("style.css"), EndsWith(file(theme)));
}

TEST_F(Report, RefusesAThemeThatIsNotAFile) {
  EXPECT_THAT(refusal({"--theme", "nowhere.css"}), HasSubstr("--theme nowhere.css is not a file"));
  EXPECT_THAT(refusal({"--theme", "DATA"}), HasSubstr("--theme DATA is not a file"));
}

TEST_F(Report, ShowsAnSvgOfEachChartAndOffersItsPng) {
  make({});
  const std::string index = page("index.html");
  EXPECT_THAT(index, HasSubstr("srcset=\"charts/combined_deployment_metrics.svg\" width=\"360\""));
  EXPECT_THAT(index, HasSubstr("<img src=\"charts/combined_deployment_metrics.svg\""));
  EXPECT_THAT(index, HasSubstr("<a href=\"charts/combined_deployment_metrics.png\" download>"));
  EXPECT_THAT(index, Not(HasSubstr("No chart")));
  EXPECT_FALSE(fs::exists(folder_ / "SITE/charts/combined_deployment_metrics.dark.png"));
}

TEST_F(Report, LinksTheRowsOfTheHeatmap) {
  make({});
  EXPECT_EQ(jq("[.charts[] | select(.rows) | (.rows.services | length), "
               "(.rows.bottom - .rows.top)]",
               folder_ / "CHARTS/charts.json"),
            "[6,120]\n");
  EXPECT_THAT(
      page("index.html"),
      testing::ContainsRegex("<rect y=\"[0-9.]+\" width=\"1000\" height=\"20.0\"/></a></svg>"));
}

TEST_F(Report, EndsWithTheSizeOfTheSite) {
  EXPECT_THAT(report({}).errors,
              testing::ContainsRegex("the site has [0-9]+ files, [0-9.]+ MB\n$"));
}

TEST_F(Report, WritesAWeekToOneFileForMail) {
  make({"--week", "2024-W20", "--single-file", "weekly.html", "--site-url", "https://x.example/r"});
  const std::string mail = file("weekly.html");
  EXPECT_THAT(mail, HasSubstr("<a href=\"https://x.example/r/weekly/2024-W20.html\">"));
  EXPECT_THAT(mail, HasSubstr("<img src=\"data:image/png;base64,iVBORw0KGgo"));
  const std::regex link(
      "(?:href|src)=\"(?!https://x\\.example/r/|#|data:image/png;|"
      "https://gitlab\\.example\\.com/)([^\"]{0,80})");
  std::smatch found;
  EXPECT_FALSE(std::regex_search(mail, found, link)) << found.str();
  EXPECT_LT(mail.size(), 1'000'000U);
  EXPECT_THAT(page("feed.xml"), HasSubstr("href=\"https://x.example/r/feed.xml\""));
}

TEST_F(Report, RefusesAMailFileInTheSiteAndAnInvalidAddress) {
  EXPECT_THAT(refusal({"--single-file", "SITE/weekly.html"}),
              AllOf(HasSubstr("--single-file SITE/weekly.html"), HasSubstr("outside")));
  EXPECT_THAT(refusal({"--site-url", "x.example"}), HasSubstr("--site-url x.example"));
}

/// Returns the indented lines below a heading `## Example: ...` in a Markdown file, as a script.
std::string example_in(const std::string& text, const std::string& name) {
  std::string script;
  bool is_below = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("## ")) {
      is_below = line == "## Example: " + name;
    } else if (is_below && line.starts_with("    ")) {
      script += line.substr(4) + "\n";
    }
  }
  return script;
}

/// Runs what templates/README.md tells its readers to type, in a folder with the source's
/// `templates` and with the program in PATH.
class DocumentedExample : public Report {
 protected:
  void follow(const std::string& name) const {
    const std::string script =
        example_in(files::read_file(fs::path(TEMPLATES_FOLDER) / "README.md"), name);
    ASSERT_NE(script, "") << name;
    fs::copy(TEMPLATES_FOLDER, folder_ / "templates", fs::copy_options::recursive);
    fs::create_directory(folder_ / "bin");
    fs::create_symlink(DORA_REPORT, folder_ / "bin/dora-report");
    ProgramCall shell = call({"-e", "-c", script}, monday);
    shell.program = "/bin/sh";
    for (std::string& variable : shell.environment) {
      if (variable.starts_with("PATH=")) {
        variable += ":" + (folder_ / "bin").string();
      }
    }
    const ProgramResult result = run_program(shell);
    ASSERT_EQ(result.exit_code, 0) << script << result.errors;
  }
};

TEST_F(DocumentedExample, OfOtherColoursChangesTheStyle) {
  follow("other colours");
  const std::string style = page("style.css");
  const std::size_t theme = style.find("/* The theme */");
  ASSERT_NE(theme, std::string::npos);
  const std::string own = style.substr(theme);
  const std::regex variable("(--[a-z-]+: )#");
  std::size_t changed = 0;
  for (std::sregex_iterator each(own.begin(), own.end(), variable), end; each != end; ++each) {
    EXPECT_LT(style.find(each->str(1)), theme) << each->str(1) << " is no colour of the style";
    ++changed;
  }
  EXPECT_EQ(changed, 2U);  // Light and dark.
}

TEST_F(DocumentedExample, OfAnotherTitleLineChangesIt) {
  make({});
  EXPECT_THAT(page("index.html"), Not(HasSubstr("platform team")));
  follow("another title line");
  EXPECT_THAT(page("index.html"), HasSubstr("Needs attention in the platform team"));
}

TEST_F(DocumentedExample, OfOwnBandsShowsThem) {
  make({});
  const std::string without = page("index.html");
  follow("bands of your own");
  EXPECT_NE(page("index.html"), without);
}

TEST(TemplatesReadme, NamesEveryReplaceableFile) {
  const std::string text = files::read_file(fs::path(TEMPLATES_FOLDER) / "README.md");
  for (const auto& entry : fs::directory_iterator(TEMPLATES_FOLDER)) {
    const fs::path name = entry.path().filename();
    if (name.extension() == ".mustache" || name == "style.css" || name.extension() == ".js" ||
        name == "icon.svg") {
      EXPECT_THAT(text, HasSubstr("`" + name.string() + "`"));
    }
  }
}

}  // namespace
}  // namespace dora::test
