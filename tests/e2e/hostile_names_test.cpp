// Labels with malicious names, from GitLab to the last file of the site: all appear, none has any
// effect.
#include "tests/support/hostile_names.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/text/printable.h"
#include "collector/model/deployment_json.h"
#include "tests/e2e/dora_report.h"
#include "tests/support/site_links.h"
#include "tests/tools/gitlab_server/merge_request_json.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

const std::string title = "\"><script>alert('title')</script> ]]> `t` \u202e";

/// Each service has, in its own week, a successful deployment and, a day later in the same tier, a
/// failed one; the tier and the merge request's title have the service's name.
std::string hostile_merge_requests() {
  std::string json;
  Moment time = parse_moment("2023-01-02T10:00Z").value();
  std::int64_t iid = 0;
  for (const std::string& name : hostile_names()) {
    for (const State state : {State::merged, State::closed}) {
      MergeRequest item;
      item.iid = item.id = ++iid;
      item.state = state;
      item.created_at = time;
      item.updated_at = time + std::chrono::hours(1);
      (state == State::merged ? item.merged_at : item.closed_at) = item.updated_at;
      item.labels = {"service:" + name, "tier:" + name};
      item.title = name;
      json += (json.empty() ? "[" : ",") + full_json(item, Project());
      time += std::chrono::days(state == State::merged ? 1 : 6);
    }
  }
  return json + "]";
}

/// Returns the cells of a CSV file (RFC 4180), row by row.
std::vector<std::vector<std::string>> cells_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (c == '"' && quoted && csv.compare(i, 2, "\"\"") == 0) {
      rows.back().back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && csv.compare(i, 2, "\r\n") == 0) {
      rows.push_back({""});
      ++i;
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();  // After the last line end.
  return rows;
}

/// Returns the characters in a text that must never be shown unescaped: directions, controls, line
/// separators.
std::string raw_characters(const std::string& text) {
  for (const auto& [name, raw] : std::map<std::string, std::string>{{"RLO", "\u202e"},
                                                                    {"LRI", "\u2066"},
                                                                    {"LSEP", "\u2028"},
                                                                    {"ESC", "\x1b"},
                                                                    {"BEL", "\a"},
                                                                    {"SOH", "\x01"},
                                                                    {"DEL", "\x7f"}}) {
    if (text.find(raw) != std::string::npos) {
      return name;
    }
  }
  return "";
}

std::size_t count(const std::string& text, const std::regex& pattern) {
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), pattern), {}));
}

class HostileNames : public EndToEnd {
 protected:
  /// Generates a site with everything the program can write.
  void SetUp() override {
    start_server({"--data", folder_.write("merge-requests.json", hostile_merge_requests())});
    before_ = names_in(folder_.path());
    const ProgramResult result =
        run({"generate", "--project", "platform/deployments", "--out", "site", "--title", title,
             "--single-file", "weekly.html"},
            {{"SOURCE_DATE_EPOCH", "1735689600"}});  // The first day of 2025.
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(raw_characters(result.errors), "") << result.errors;
  }

  /// Relative to the site.
  std::vector<std::string> site_files(const std::string& extension = "") const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_ / "site")) {
      if (entry.is_regular_file() && (extension.empty() || entry.path().extension() == extension)) {
        found.push_back(entry.path().lexically_relative(folder_ / "site"));
      }
    }
    return found;
  }

  /// Returns a program's output for a file, which it must accept.
  std::string filtered(const Arguments& command, const fs::path& file) const {
    ProgramCall call;
    call.program = fs::path("/usr/bin") / command.front();
    call.arguments.assign(command.begin() + 1, command.end());
    call.arguments.push_back(folder_ / file);
    const ProgramResult result = run_program(call);
    EXPECT_EQ(result.exit_code, 0) << file << ": " << result.errors;
    return result.output;
  }

  std::vector<std::string> before_;
};

TEST_F(HostileNames, AreAllInTheDataUnchanged) {
  const auto services = model::read_deployments(folder_ / "dora-data/service_deployments.json");
  std::vector<std::string> names;
  for (const model::ServiceDeployments& service : services) {
    names.push_back(service.service);
    ASSERT_EQ(service.deployments.size(), 2U) << service.service;
    EXPECT_EQ(service.deployments[0].tier, service.service);
  }
  EXPECT_THAT(names, UnorderedElementsAreArray(hostile_names()));
  EXPECT_EQ(jq("length", folder_ / "dora-data/summary.json"),
            fmt::format("{}\n", hostile_names().size()));
}

TEST_F(HostileNames, NameNoFileOutsideTheSiteAndRunNoCommand) {
  std::vector<std::string> after = before_;
  after.insert(after.end(), {"dora-data", "site", "weekly.html"});
  EXPECT_THAT(names_in(folder_.path()), UnorderedElementsAreArray(after));
  std::set<std::string> without_case;
  for (const std::string& name : site_files()) {
    EXPECT_TRUE(
        std::regex_match(name, std::regex("([a-z]+/)?[A-Za-z0-9_][A-Za-z0-9._~-]{0,150}")) ||
        name.starts_with("."))  // The program's marker of its folder.
        << name;
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_TRUE(without_case.insert(lower).second) << name;
  }
}

TEST_F(HostileNames, EachHaveTheirOwnPageDataAndCharts) {
  std::vector<std::string> data = site_files(".csv");
  EXPECT_EQ(std::erase(data, "services.csv"), 1U);
  EXPECT_EQ(data.size(), hostile_names().size());
  for (const std::string& name : data) {
    const std::string stem = fs::path(name).stem();
    EXPECT_EQ(name, "services/" + stem + ".csv");
    EXPECT_TRUE(fs::exists(folder_ / "site/services" / (stem + ".html"))) << stem;
    for (const char* ending : {".png", ".svg"}) {
      const std::string chart = "charts/" + stem + "_deployment_metrics" + ending;
      EXPECT_GT(fs::file_size(folder_ / "site" / chart), 1000U) << chart;
    }
    EXPECT_THAT(file("site/services.html"),
                HasSubstr("<a href=\"services/" + stem + ".html\"><bdi>"));
  }
}

TEST_F(HostileNames, AreTextInPagesFeedAndCharts) {
  std::vector<std::string> files{"weekly.html"};
  for (const std::string& name : site_files()) {
    if (name.ends_with(".html") || name.ends_with(".xml") || name.ends_with(".svg")) {
      files.push_back("site/" + name);
    }
  }
  for (const std::string& name : files) {
    const std::string text = file(name);
    EXPECT_EQ(raw_characters(text), "") << name;
    EXPECT_EQ(count(text, std::regex("<script(?! src=\"(\\.\\./)?assets/)|<iframe")), 0U) << name;
    EXPECT_EQ(count(text, std::regex("(href|src)=\"(javascript:|https?://elsewhere)")), 0U) << name;
    if (name.ends_with(".html")) {
      EXPECT_EQ(count(text, std::regex("\\son[a-z]+=['\"]")), 0U) << name;
    } else {
      EXPECT_EQ(filtered({"xmllint", "--nonet", "--xpath",
                          "count(//@*[starts-with(name(), 'on')] | //*[local-name() = 'script'])"},
                         name),
                "0\n")
          << name;
    }
  }
  EXPECT_THAT(broken_links(folder_ / "site"), IsEmpty());
}

TEST_F(HostileNames, AreNotFormulasInSpreadsheets) {
  std::vector<std::string> names;
  for (const std::string& name : site_files(".csv")) {
    if (name == "services.csv") {
      continue;
    }
    const auto rows = cells_of(file("site/" + name));
    ASSERT_EQ(rows.size(), 3U) << name;
    for (const auto& row : rows) {
      ASSERT_EQ(row.size(), rows[0].size()) << name;
      for (const std::string& cell : row) {
        EXPECT_EQ(std::string("=+-@\t\r").find(cell.empty() ? ' ' : cell.front()),
                  std::string::npos)
            << name << ": " << cell;
      }
    }
    EXPECT_EQ(rows[1][0], rows[1][1]) << "service and tier";
    const bool marked = rows[1][0].starts_with('\'') && !rows[1][0].starts_with("'; system") &&
                        !rows[1][0].starts_with("' onmouse");
    names.push_back(rows[1][0].substr(marked ? 1 : 0));
  }
  std::vector<std::string> expected;
  for (const std::string& name : hostile_names()) {
    expected.push_back(text::printable(name));  // As cat shows it on a terminal.
  }
  EXPECT_THAT(names, UnorderedElementsAreArray(expected));
}

TEST_F(HostileNames, AreCodeInMarkdown) {
  std::size_t failed = 0;
  for (const std::string& name : site_files(".md")) {
    const std::string html =
        filtered({"cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "tagfilter"},
                 "site/" + name);
    EXPECT_EQ(raw_characters(html), "") << name;
    EXPECT_EQ(count(html, std::regex("<(script|img|table|em|iframe)|<!--")), 0U) << html;
    EXPECT_EQ(count(html, std::regex("<a ")),
              count(html, std::regex("<a href=\"https://gitlab\\.example\\.com/platform/"
                                     "deployments/-/merge_requests/\\d+\">!\\d+</a>")))
        << html;
    EXPECT_EQ(count(html, std::regex("<h2>[^\n]*<code>[^<]*</code></h2>")), 1U) << html;
    failed += count(
        html,
        std::regex("<li><code>[^<]+</code> <code>[^<]+</code>: (<code>[^<]*</code> )?closed "));
  }
  EXPECT_EQ(failed, hostile_names().size());
}

}  // namespace
}  // namespace dora::test
