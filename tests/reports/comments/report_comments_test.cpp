// Tests that pages, digests and cards show comments, and that nothing else changes.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/attach.h"
#include "reports/comments/annotations_file.h"
#include "reports/comments/records.h"
#include "tests/reports/report_stage.h"

namespace dora::reports {
namespace {

using comments::StoredComment;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ReportComments : public test::ReportStage {
 protected:
  ReportComments() {
    sample_ = test::small_sample();
    sample_.services = {test::daily_service("a<b>", "2024-03-09T10:00:00Z", 3)};
  }

  /// The comment on the last full week or on its service, written by `by` from today's figures.
  StoredComment comment(bool of_week, const std::string& by) const {
    const analysis::ReportData data = sample_.data();
    const analysis::Analysis analysis = analyse(data);
    const analysis::WeeklyDigests digests(data, analysis);
    const std::size_t last = digests.weeks().size() - 1;
    const analysis::Week week = digests.digest(last);
    const comments::Source source{data, analysis, week, digests.findings_at(last)};
    const comments::Record record =
        of_week ? comments::week_record(source) : comments::service_record(source, 0);
    return {record.id,
            record.week,
            figures_hash(record),
            by,
            model::parse_instant("2024-03-15T10:00:00Z").value(),
            false,
            {(of_week ? "The week saw {f1} deployments, {" : "{s1} had {f1} deployments, {") +
             id_of(record, comments::Metric::failed) + "} failed."}};
  }

  static std::string id_of(const comments::Record& record, comments::Metric metric) {
    for (const comments::Fact& fact : record.facts) {
      if (fact.metric == metric) {
        return fact.id;
      }
    }
    return "";
  }

  void write(const std::vector<StoredComment>& comments) const {
    folder_.write("data/annotations.json", annotations_json(comments));
  }

  test::Sample sample_;
};

TEST_F(ReportComments, StandOnThePageOfTheWeekAndOfTheService) {
  sample_.write(folder_.path());
  write({comment(true, "gpt<i>"), comment(false, "")});
  run();
  EXPECT_THAT(page("weekly/2024-W10.html"),
              AllOf(HasSubstr("<p>The week saw <b>6</b> deployments, <b>3</b> failed.</p>"),
                    HasSubstr("Written by <bdi>gpt&lt;i&gt;</bdi> on 15 March 2024 from these "
                              "figures:"),
                    HasSubstr("<li>deployments in the week: 6</li>")));
  EXPECT_THAT(page("weekly/2024-W10.md"),
              HasSubstr("> The week saw 6 deployments, 3 failed.\n>\n> *Written by `gpt<i>` on 15 "
                        "March 2024 from these figures:* deployments in the week 6; failed "
                        "deployments in the week 3\n"));
  std::string service;
  for (const auto& [name, text] : site()) {
    service += name.starts_with("services/") && name.ends_with(".html") ? text : "";
  }
  EXPECT_THAT(service, AllOf(HasSubstr("<p><bdi>a&lt;b&gt;</bdi> had <b>6</b> deployments"),
                             HasSubstr("Written by dora-report’s rules on 15 March 2024")));
}

TEST_F(ReportComments, ChangeNothingElse) {
  run(sample_);
  const auto without = site();
  write({comment(true, "gpt"), comment(false, "gpt")});
  run();
  auto with = site();
  std::vector<std::string> changed;
  for (const auto& [name, bytes] : without) {
    if (with[name] != bytes) {
      changed.push_back(name);
    }
  }
  EXPECT_EQ(with.size(), without.size());
  // The list of files in the site tells their sizes.
  for (const std::string& name : changed) {
    EXPECT_TRUE(name.starts_with("weekly/2024-W10.") || name.starts_with("services/a") ||
                name.starts_with("."))
        << name;
    EXPECT_THAT(name, Not(HasSubstr(".json"))) << "programs read figures";
  }
  std::filesystem::remove(folder_ / "data/annotations.json");
  run();
  EXPECT_TRUE(site() == without);
}

TEST_F(ReportComments, StaleForeignAndBrokenOnesAreLeftOutWithAWarning) {
  run(sample_);
  const auto without = site();
  StoredComment stale = comment(true, "gpt");
  stale.figures = std::string(64, '0');
  StoredComment foreign = comment(false, "gpt");
  foreign.sentences = {"{s1} had 99 deployments, <script>{f1}</script>."};
  write({stale, foreign});
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_TRUE(site() == without);
  EXPECT_THAT(messages(), AllOf(HasSubstr("written from other figures: 1"),
                                HasSubstr("say what the figures do not: 1")));
  folder_.write("data/annotations.json", "{]");
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_TRUE(site() == without);
  EXPECT_THAT(messages(), HasSubstr("no comments are shown: "));
}

TEST_F(ReportComments, CardsHaveThem) {
  sample_.write(folder_.path());
  write({comment(true, "gpt"), comment(false, "gpt")});
  base::RunContext context{log_, console_, interrupt_, {}};
  AttachOptions options;
  options.data = folder_ / "data";
  options.charts = {folder_ / "charts"};
  options.output = folder_ / "card.md";
  options.digest = true;
  attach(options, context);
  EXPECT_THAT(files::read_file(options.output), HasSubstr("> The week saw 6 deployments"));
  options.digest = false;
  options.services = {"a<b>"};
  attach(options, context);
  EXPECT_THAT(files::read_file(options.output), HasSubstr("> `a<b>` had 6 deployments"));
}

}  // namespace
}  // namespace dora::reports
