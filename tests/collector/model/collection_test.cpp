// Tests that collection.json is read back as written, and that invalid content is reported.
#include "collector/model/collection.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::model {
namespace {

Collection example() {
  Collection result;
  result.project = "platform/deployments";
  result.project_url = "https://gitlab.example.com/platform/deployments";
  result.collected_at = parse_instant("2024-06-17T09:30:00.250Z").value();
  result.counting.granularity = Granularity::week;
  result.counting.time_zone = "Europe/Berlin";
  result.counting.date_by = DateBy::finished;
  result.counting.since = parse_date("2023-01-01");
  result.counting.service_prefix = "サービス:";
  result.counting.tier_prefix = "env::";
  result.counting.exclude_authors = {"jim", "jane"};
  result.counting.exclude_labels = {"drill"};
  result.counting.exclude_bots = true;
  result.counting.superseded_within = std::chrono::minutes(90);
  result.merge_requests = {66, 11, 10, 9, 8, 7, 21, 31, 32, 33, 34, 5, 4, 3, 2};
  result.services = 12;
  result.deployments = 13;
  result.successful = 14;
  result.failed = 15;
  result.superseded = 18;
  result.requests = 16;
  result.retries = 17;
  result.suspicious_names = {{"Api", "api", "capitals"}, {"a", "\n", "?"}};
  result.more_suspicious_names = true;
  result.service_labels = {LabelSpelling::scoped, {"a", "c"}, {"b"}};
  result.counting.group_prefix = "team:";
  result.service_groups = {{"a", {"payments"}}, {"b", {"core", "</script>"}}};
  return result;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

Collection read(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_collection(folder.write("collection.json", json));
}

TEST(Collection, ReadsWhatItWrites) {
  EXPECT_EQ(read(to_json(example())), example());
  EXPECT_EQ(read(to_json(Collection())), Collection());
}

TEST(Collection, ReadsFilesOfVersionsThatDidNotCountSupersededMergeRequests) {
  Collection older = example();
  older.merge_requests.superseded = 0;
  EXPECT_EQ(read(replaced(to_json(older), "    \"superseded\": 0,\n", "")), older);
}

TEST(Collection, EveryCountHasItsOwnKey) {
  const std::string json = to_json(example());
  for (const char* line : {"\"seen\": 66",
                           "\"counted\": 11",
                           "\"in_flight\": 10",
                           "\"unknown_state\": 9",
                           "\"without_service_label\": 8",
                           "\"without_tier_label\": 7",
                           "\"outside_range\": 21",
                           "\"excluded_author\": 31",
                           "\"excluded_label\": 32",
                           "\"excluded_bot\": 33",
                           "\"superseded\": 34",
                           "\"superseded\": 18",
                           "\"superseded_within_minutes\": 90",
                           "\"exclude_bots\": true",
                           "\"with_several_services\": 5",
                           "\"with_several_tiers\": 4",
                           "\"merged_without_merged_at\": 3",
                           "\"closed_without_closed_at\": 2",
                           "\"services\": 12",
                           "\"deployments\": 13",
                           "\"successful\": 14",
                           "\"failed\": 15",
                           "\"requests\": 16",
                           "\"retries\": 17",
                           "\"since\": \"2023-01-01\"",
                           "\"until\": null",
                           "\"period\": \"week\""}) {
    EXPECT_THAT(json, testing::HasSubstr(line));
  }
}

TEST(Collection, ReadsFilesWithoutLabelSpellings) {
  Collection old = example();
  old.service_labels.reset();
  const std::string json = to_json(old);
  EXPECT_EQ(json.find("service_labels"), std::string::npos);
  EXPECT_EQ(read(json), old);
}

TEST(Collection, SkipsAByteOrderMark) {
  EXPECT_EQ(read("\xEF\xBB\xBF" + to_json(example())), example());
}

TEST(Collection, NamesTheInvalidKey) {
  const std::string good = to_json(example());
  const std::vector<std::pair<std::string, std::string>> table{
      {replaced(good, "\"week\"", "\"year\""), "\"period\" has the value 'year'"},
      {replaced(good, "\"finished\"", "\"guess\""), "\"date_by\" has the value 'guess'"},
      {replaced(good, "2024-06-17T", "2024-06-17 "), "\"collected_at\" has the value"},
      {replaced(good, "\"2023-01-01\"", "\"2023-02-30\""), "\"since\" has the value '2023-02-30'"},
      {replaced(good, "\"retries\": 17", "\"retries\": 1.5"), "\"retries\" is not a whole number"},
      {replaced(good, "\"seen\": 66", "\"seen\": \"66\""), "\"seen\" is not a whole number"},
      {replaced(good, "\"seen\": 66", "\"seen\": -1"), "\"seen\" is not a whole number from 0"},
      {replaced(good, "\"seen\": 66", "\"seen\": 9007199254740993"),
       "\"seen\" is not a whole number from 0 to 9007199254740992"},
      {replaced(good, "\"seen\": 66", "\"seen\": 66, \"seen\": 67"), "\"seen\" occurs twice"},
      {replaced(good, "\"in_flight\"", "\"inflight\""), "\"in_flight\" is missing"},
      {replaced(good, "\"project\": \"", "\"projekt\": \""), "\"project\" is missing"},
      {replaced(good, "\"Europe/Berlin\"", "1"), "\"time_zone\" is not text"},
      {replaced(good, "\"exclude_bots\": true", "\"exclude_bots\": 1"),
       "\"exclude_bots\" is neither true nor false"},
      {replaced(good, "\"drill\"", "5"), "\"exclude_labels\" holds something that is not text"},
      {replaced(good, "\"capitals\"", "\"capitals\", \"x\""),
       "\"suspicious_names\" holds a list without exactly three texts"},
      {replaced(good, "\"suspicious_names\": [", "\"suspicious_names\": 5, \"x\": ["),
       "\"suspicious_names\" is not a list"},
      {replaced(good, "\"scoped\"", "\"triple\""), "\"usual\" has the value 'triple'"},
      {replaced(good, "\"other\"", "\"others\""), "\"other\" is missing"},
      {R"({"project": "\ude00"})", "\"project\" holds half of a surrogate pair"},
      {"[]", "\"project\" is missing"},
      {"{", "not JSON at byte 1"}};
  for (const auto& [json, message] : table) {
    try {
      read(json);
      ADD_FAILURE() << message;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(message));
      EXPECT_THAT(error.what(), testing::HasSubstr("collection.json: "));
    }
  }
}

TEST(DateBy, NamesAreReadBack) {
  for (const DateBy value : {DateBy::created, DateBy::finished}) {
    EXPECT_EQ(parse_date_by(to_string(value)), value);
  }
  EXPECT_EQ(parse_date_by("merged"), std::nullopt);
}

}  // namespace
}  // namespace dora::model
