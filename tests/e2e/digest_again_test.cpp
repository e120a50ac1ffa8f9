// Reports again after more happened: the digest of a past week stays as it is until its merge
// requests change.
#include <algorithm>
#include <map>
#include <regex>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* first_monday = "1718600400";  // 2024-06-17T05:00:00Z
constexpr const char* last_monday = "1719810000";   // 2024-07-01T05:00:00Z
constexpr const char* later = "1720069200";         // 2024-07-04T05:00:00Z
constexpr const char* later_text = "2024-07-04T05:00:00.000Z";

/// Merges or closes each merge request that was open, a day after the other: a jq filter for
/// open_merge_requests.json.
constexpr const char* end_all =
    R"([[.[][].iid] | unique | to_entries[] | "2024-06-\(18 + .key % 12)T10:00:00Z" as $time |
        {put: ({iid: .value} + if .key % 3 == 0 then {state: "closed", closed_at: $time}
                               else {state: "merged", merged_at: $time} end)}])";

class DigestAgain : public EndToEnd {
 protected:
  /// A history with trouble in the past, and some merge requests that are open at its end.
  void SetUp() override {
    start_server({"--services", "30", "--merge-requests", "3000", "--months", "9", "--end",
                  "2024-06-17T04:00Z"});
  }

  void change(const std::string& changes) const {
    HttpCall call;
    call.post = changes;
    ASSERT_LT(http_get(server().base_url() + "/-/changes", call).status, 300);
  }

  /// Collects into `data` and reports to a folder.
  void report(const std::string& site, const char* epoch, const Arguments& more = {}) const {
    const ProgramResult collected = collect(more, {{"SOURCE_DATE_EPOCH", epoch}});
    ASSERT_EQ(collected.exit_code, 0) << collected.errors;
    folder_.write("charts/charts.json", R"({"summary_sha256": "", "deployments_sha256": "",
        "shard": 1, "shards": 1, "charts": []})");
    const ProgramResult reported =
        run({"report", "--data", "data", "--charts", "charts", "--out", site});
    ASSERT_THAT(reported.exit_code, testing::AnyOf(0, 3)) << reported.errors;
  }

  /// Merges or closes what was open, and adds deployments of every service and of a new one.
  void let_two_weeks_pass() const {
    change(jq(end_all, folder_ / "data/open_merge_requests.json"));
    std::string changes;
    for (int i = 0; i < 120; ++i) {
      const std::string time = fmt::format("2024-06-{:02}T0{}:30:00Z", 18 + i % 12, i % 10);
      changes += fmt::format(
          R"({}{{"put": {{"iid": {}, "state": "{}", "created_at": "{}", "{}_at": "{}",
              "labels": ["service:{}", "tier:production"]}}}})",
          i == 0 ? "[" : ",", 90001 + i, i % 2 == 0 ? "merged" : "closed", time,
          i % 2 == 0 ? "merged" : "closed", time, i % 7 == 0 ? "brand-new" : "busy");
    }
    change(changes + "]");
  }

  /// Returns the names of the digests of a site, such as `2024-W05`.
  std::vector<std::string> weeks_of(const std::string& site) const {
    std::vector<std::string> weeks;
    for (const std::string& name : names_in(folder_ / site / "weekly")) {
      if (name.ends_with(".md")) {
        weeks.push_back(name.substr(0, name.size() - 3));
      }
    }
    return weeks;
  }

  std::string markdown(const std::string& site, const std::string& week) const {
    return file(site + "/weekly/" + week + ".md");
  }

  /// Returns the page of a digest without the link to the next week, which appears when that is
  /// over, and without the footer, which says when the data were collected.
  std::string page(const std::string& site, const std::string& week) const {
    static const std::regex next(" ?<a href=\"[^\"]*\" rel=\"next\">Next week</a> ?");
    const std::string text = file(site + "/weekly/" + week + ".html");
    const std::size_t footer = text.find("<footer");
    EXPECT_THAT(text.substr(footer), HasSubstr("Collected from"));
    return std::regex_replace(text.substr(0, footer), next, " ");
  }

  /// Returns the entries of the feed by the week that they link.
  std::map<std::string, std::string> entries_of(const std::string& site) const {
    const std::string feed = file(site + "/feed.xml");
    const std::regex entry("<entry>[^]*?weekly/(\\d{4}-W\\d\\d)\\.html[^]*?</entry>");
    std::map<std::string, std::string> entries;
    for (std::sregex_iterator each(feed.begin(), feed.end(), entry), end; each != end; ++each) {
      entries[each->str(1)] = each->str();
    }
    return entries;
  }

  void expect_same_digests(const std::string& before, const std::string& after) const {
    const auto old_entries = entries_of(before);
    const auto new_entries = entries_of(after);
    ASSERT_FALSE(old_entries.empty());
    for (const std::string& week : weeks_of(before)) {
      EXPECT_EQ(page(before, week), page(after, week)) << week;
      EXPECT_EQ(markdown(before, week), markdown(after, week)) << week;
    }
    for (const auto& [week, entry] : old_entries) {
      EXPECT_EQ(entry, new_entries.at(week));
    }
    folder_.write("digests.json", jq(".weeks", folder_ / before / "report.json"));
    const std::string weeks = std::to_string(weeks_of(before).size());
    EXPECT_EQ(file("digests.json"), jq(".weeks[:" + weeks + "]", folder_ / after / "report.json"));
  }

  /// Returns the iid of a deployment that failed in week 20, whose failure its digest lists.
  std::string failed_in_week_20() const {
    std::string iid = jq(R"([.[][] | select(.deployment_status == "failed" and
                              .finished_time > "2024-05-14" and .finished_time < "2024-05-18")] |
                            first | .iid)",
                         folder_ / "data/service_deployments.json");
    iid.pop_back();
    return iid;
  }
};

TEST_F(DigestAgain, OfAPastWeekHasTheSameBytesAYearLater) {
  for (const Arguments& options :
       {Arguments{}, Arguments{"--date-by", "finished"},
        Arguments{"--since", "2023-11-20", "--period", "week", "--timezone", "America/New_York"},
        Arguments{"--superseded-within", "24h"}}) {
    SCOPED_TRACE(testing::PrintToString(options));
    SetUp();
    std::filesystem::remove_all(folder_ / "data");
    report("before", first_monday, options);
    ASSERT_NE(jq("[.[][]] | length", folder_ / "data/open_merge_requests.json"), "0\n");
    ASSERT_NE(
        jq("[.weeks[] | .failing, .failure_rate_up, .quiet, .fewer, .more] | flatten | length",
           folder_ / "before/report.json"),
        "0\n");
    ASSERT_EQ(weeks_of("before").back(), "2024-W24");
    let_two_weeks_pass();
    report("after", last_monday, options);
    EXPECT_EQ(weeks_of("after").back(), "2024-W26");
    expect_same_digests("before", "after");
    report("much-later", "1751259600", options);  // 2025-06-30T05:00:00Z
    expect_same_digests("after", "much-later");
  }
}

TEST_F(DigestAgain, OfAChangedWeekIsNewAndItsEntryLater) {
  report("before", first_monday);
  const std::string iid = failed_in_week_20();
  const std::string link = "/merge_requests/" + iid + "\"";
  ASSERT_THAT(page("before", "2024-W20"), HasSubstr(link)) << iid;
  const auto entries = entries_of("before");
  ASSERT_THAT(entries.at("2024-W20"), HasSubstr("<updated>2024-05-20T00:00:00.000Z</updated>"));
  const struct {
    const char* patch;
    bool failed;
  } changes[] = {{R"("labels": ["service:renamed", "tier:production"])", true},
                 {R"("state": "opened", "closed_at": null)", false}};
  for (const auto& [patch, failed] : changes) {
    SetUp();
    std::filesystem::remove_all(folder_ / "data");
    report("same", first_monday);
    change(fmt::format(R"([{{"put": {{"iid": {}, {}}}}}])", iid, patch));
    report("after", later);
    const std::string changed = page("after", "2024-W20");
    EXPECT_NE(changed, page("before", "2024-W20")) << patch;
    EXPECT_NE(markdown("after", "2024-W20"), markdown("before", "2024-W20")) << patch;
    EXPECT_EQ(changed.find(link) != std::string::npos, failed) << patch;
    EXPECT_EQ(changed.find("renamed") != std::string::npos, failed) << patch;
    const auto changed_entries = entries_of("after");
    EXPECT_THAT(changed_entries.at("2024-W20"),
                HasSubstr(fmt::format("<updated>{}</updated>", later_text)));
    EXPECT_EQ(changed_entries.at("2024-W19"), entries.at("2024-W19")) << patch;
    EXPECT_EQ(page("after", "2024-W19"), page("before", "2024-W19")) << patch;
  }
}

}  // namespace
}  // namespace dora::test
