// Which tiers matter most, as --tier-order says: on the pages, from the command line and the config
// file.
#include <chrono>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

using testing::HasSubstr;

/// Returns the texts that the first group of the expression matches, in their order.
std::vector<std::string> matches(const std::string& text, const char* expression) {
  const std::regex regex(expression);
  std::vector<std::string> found;
  for (std::sregex_iterator each(text.begin(), text.end(), regex), end; each != end; ++each) {
    found.push_back(each->str(1));
  }
  return found;
}

class TierOrder : public ReportedProject {
 protected:
  void SetUp() override {
    start_server({"--data", folder_.write("data.json", deployments()).string()});
    collect_and_render();
  }

  /// Returns the tiers in the order of the table on the first page.
  std::vector<std::string> table() const {
    const std::string text = file("SITE/index.html");
    const std::size_t begin = text.find("<summary>Per tier</summary>");
    return matches(text.substr(begin, text.find("</table>", begin) - begin),
                   "<th scope=\"row\"[^>]*>(?:<bdi>)?([a-z]+)");
  }

  /// Returns the tiers in the order of the list of what needs attention.
  std::vector<std::string> attention() const {
    const std::string text = file("SITE/index.html");
    const std::size_t begin = text.find("<table class=\"attention\">");
    return matches(text.substr(begin, text.find("</table>", begin) - begin), "in <bdi>([a-z]+)");
  }

 private:
  /// A service for each of three tiers, with a deployment a day for 100 days; the last five fail.
  static std::string deployments() {
    std::string json;
    int iid = 0;
    const std::chrono::sys_days end = std::chrono::year(2024) / 6 / 17;
    for (int left = 100; left > 0; --left) {
      const std::chrono::year_month_day day = end - std::chrono::days(left);
      const auto time =
          fmt::format("{}-{:02}-{:02}T12:00:00Z", static_cast<int>(day.year()),
                      static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
      const std::string state = left > 5 ? "merged" : "closed";
      for (const char* tier : {"canary", "production", "staging"}) {
        ++iid;
        json += fmt::format(
            R"({}{{"id": {}, "iid": {}, "state": "{}", "created_at": "{}", "updated_at": "{}",
                "{}_at": "{}", "labels": ["service:of-{}", "tier:{}"],
                "web_url": "https://gitlab.example.com/platform/deployments/-/merge_requests/{}"}})",
            json.empty() ? "[" : ",\n", iid, iid, state, time, time, state, time, tier, tier, iid);
      }
    }
    return json + "]";
  }
};

TEST_F(TierOrder, IsThatOfTablesAndOfAttention) {
  const std::vector<std::string> usual{"production", "staging", "canary"};
  make();
  EXPECT_EQ(table(), usual);
  EXPECT_EQ(attention(), usual);
  const std::vector<std::string> own{"canary", "staging", "production"};
  make({"--tier-order", "canary,staging"});
  EXPECT_EQ(table(), own) << "tiers that are not named come last";
  EXPECT_EQ(attention(), own);
  for (const char* line :
       {"tier-order = \"canary,staging\"\n", "tier-order = [\"canary\", \"staging\"]\n"}) {
    make();
    folder_.write("dora-report.toml", line);
    make();
    EXPECT_EQ(table(), own) << line;
    EXPECT_EQ(attention(), own) << line;
    std::filesystem::remove(folder_ / "dora-report.toml");
  }
}

TEST_F(TierOrder, HasANameForEachTier) {
  const ProgramResult flag = report({"--tier-order", "canary,,staging"});
  EXPECT_EQ(flag.exit_code, 2);
  EXPECT_THAT(flag.errors, HasSubstr("--tier-order: 'canary,,staging' has an empty name"));
  folder_.write("dora-report.toml", "tier-order = \"canary,\"\n");
  const ProgramResult config = report();
  EXPECT_EQ(config.exit_code, 2);
  EXPECT_THAT(config.errors, HasSubstr("--tier-order: 'canary,' has an empty name"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "SITE"));
}

}  // namespace
}  // namespace dora::test
