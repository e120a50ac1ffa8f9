// Tests weeks.json: what is written, read back and refused, and when a week counts as changed.
#include "collector/model/weeks_file.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::model {
namespace {

using testing::HasSubstr;

Period week(const char* text) {
  return parse_period(text).value();
}

const Instant first_run = parse_instant("2024-02-05T06:00:00Z").value();
const Instant second_run = parse_instant("2024-02-12T06:00:00Z").value();

RecordedWeeks recorded() {
  return {"settings",
          week("2024-W05"),
          {{week("2024-W03"), {"three", first_run}}, {week("2024-W05"), {"five", std::nullopt}}}};
}

RecordedWeeks read_weeks(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_recorded_weeks(folder.write("weeks.json", json));
}

TEST(WeeksFile, WritesTheKeysOfTheContract) {
  EXPECT_EQ(to_json(recorded()), R"({
"counted_as": "settings",
"through": "2024-W05",
"weeks": {
  "2024-W03": {"sha256":"three","changed_at":"2024-02-05T06:00:00.000Z"},
  "2024-W05": {"sha256":"five","changed_at":null}
}
}
)");
}

TEST(WeeksFile, ReadsWhatItWrites) {
  EXPECT_EQ(read_weeks(to_json(recorded())), recorded());
  const RecordedWeeks none{"x", week("2024-W05"), {}};
  EXPECT_EQ(read_weeks(to_json(none)), none);
}

TEST(WeeksFile, SaysWhatIsInvalid) {
  const std::string start = R"({"counted_as":"x","through":"2024-W05","weeks":{)";
  const std::string good = R"("2024-W05":{"sha256":"","changed_at":null})";
  const std::vector<std::pair<std::string, std::string>> table{
      {"{", "not JSON at byte"},
      {"[]", "\"counted_as\" is missing"},
      {R"({"counted_as":"x","through":"2024-05","weeks":{}})",
       "\"through\" has the value '2024-05'"},
      {R"({"counted_as":"x","through":"2024-W05","weeks":[]})", "\"weeks\" is not an object"},
      {start + good + "," + good + "}}", "\"weeks\" has the key '2024-W05' twice"},
      {start + R"("2024-02":{}}})", "\"weeks\" has the key '2024-02', which is not an ISO week"},
      {start + R"("2024-W54":{}}})", "'2024-W54', which is not an ISO week"},
      {start + R"("2024-W05":{}}})", "\"sha256\" is missing"},
      {start + R"("2024-W05":1}})", "\"sha256\" is missing"},
      {start + R"("2024-W05":{"sha256":"","changed_at":"now"}}})", "\"changed_at\" has the value"},
      {start + R"("2024-W05":{"sha256":1,"changed_at":null}}})", "\"sha256\" is not text"}};
  for (const auto& [json, message] : table) {
    try {
      read_weeks(json);
      ADD_FAILURE() << "accepted: " << json;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(message)) << json;
      EXPECT_THAT(error.what(), HasSubstr("weeks.json: ")) << json;
    }
  }
}

/// The week, as the second run records it.
RecordedWeek after(const RecordedWeeks& weeks, const char* label) {
  const auto all = with_changes(weeks, recorded(), second_run).weeks;
  const auto found = all.find(week(label));
  return found == all.end() ? RecordedWeek{"not listed", std::nullopt} : found->second;
}

TEST(WeekChanges, NothingChangesWithTheSameHistory) {
  RecordedWeeks next = recorded();
  next.weeks.at(week("2024-W03")).changed_at.reset();
  EXPECT_EQ(with_changes(next, recorded(), second_run), recorded());
  next.through = week("2024-W06");
  next.weeks[week("2024-W06")].sha256 = "six";
  EXPECT_EQ(after(next, "2024-W03"), (RecordedWeek{"three", first_run}));
  EXPECT_EQ(after(next, "2024-W05"), (RecordedWeek{"five", std::nullopt}));
  EXPECT_EQ(after(next, "2024-W06"), (RecordedWeek{"six", std::nullopt})) << "was not over then";
}

TEST(WeekChanges, ADifferentNewOrEmptyWeekChanged) {
  RecordedWeeks next{"settings", week("2024-W06"), {}};
  next.weeks[week("2024-W04")].sha256 = "four";
  next.weeks[week("2024-W05")].sha256 = "other";
  EXPECT_EQ(after(next, "2024-W03"), (RecordedWeek{"", second_run}));
  EXPECT_EQ(after(next, "2024-W04"), (RecordedWeek{"four", second_run}));
  EXPECT_EQ(after(next, "2024-W05"), (RecordedWeek{"other", second_run}));
}

TEST(WeekChanges, AnEmptyWeekKeepsItsChange) {
  RecordedWeeks next{"settings", week("2024-W06"), {}};
  const RecordedWeeks empty = with_changes(next, recorded(), first_run);
  EXPECT_EQ(with_changes(next, empty, second_run).weeks, empty.weeks);
  next.weeks[week("2024-W05")].sha256 = "five";
  EXPECT_EQ(with_changes(next, empty, second_run).weeks.at(week("2024-W05")).changed_at,
            second_run);
}

TEST(WeekChanges, OtherSettingsStartAnew) {
  RecordedWeeks next = recorded();
  next.counted_as = "other";
  next.weeks[week("2024-W05")].sha256 = "other";
  const RecordedWeeks result = with_changes(next, recorded(), second_run);
  EXPECT_TRUE(changed_weeks(result).empty());
  EXPECT_EQ(result.weeks.at(week("2024-W05")).sha256, "other");
}

TEST(WeekChanges, AClockThatWentBackForgetsNothing) {
  const RecordedWeeks early{"settings", week("2024-W03"), {{week("2024-W03"), {"three", {}}}}};
  EXPECT_EQ(with_changes(early, recorded(), first_run), recorded());
}

TEST(WeekChanges, AreListedByWeek) {
  EXPECT_THAT(changed_weeks(recorded()),
              testing::ElementsAre(std::pair(week("2024-W03"), first_run)));
}

}  // namespace
}  // namespace dora::model
