// Tests open_merge_requests.json: what is written, read back and refused.
#include "collector/model/open_merge_requests.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::model {
namespace {

using testing::HasSubstr;

constexpr const char* open_file = "open_merge_requests.json";

std::vector<ServiceOpenMergeRequests> example_open() {
  return {{"payments-api",
           {{parse_instant("2024-01-03T10:11:12.000Z").value(), "production", 123,
             "https://gitlab.example.com/p/-/merge_requests/123"},
            {parse_instant("2024-01-03T10:11:12.500Z").value(), "staging", 7, ""}}},
          {"quiet", {}},
          {"決済 \"x\"\\\n", {{parse_instant("2024-02-01T00:00:00Z").value(), "本番", 1, "x"}}}};
}

std::string written_open(const std::vector<ServiceOpenMergeRequests>& services) {
  const test::TemporaryFolder folder;
  files::AtomicFile file(folder / open_file);
  write_open_merge_requests(services, file);
  file.commit();
  return files::read_file(folder / open_file);
}

std::vector<ServiceOpenMergeRequests> read_open(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_open_merge_requests(folder.write(open_file, json));
}

TEST(OpenMergeRequests, WritesTheKeysOfTheContract) {
  EXPECT_EQ(written_open({example_open()[0]}), R"({
"payments-api": [
  {"created_time":"2024-01-03T10:11:12.000Z","tier":"production","iid":123,"web_url":"https://gitlab.example.com/p/-/merge_requests/123"},
  {"created_time":"2024-01-03T10:11:12.500Z","tier":"staging","iid":7,"web_url":""}]
}
)");
  EXPECT_EQ(written_open({}), "{\n}\n");
}

TEST(OpenMergeRequests, ReadsWhatItWrites) {
  EXPECT_EQ(read_open(written_open(example_open())), example_open());
  EXPECT_EQ(read_open(written_open({})), std::vector<ServiceOpenMergeRequests>());
}

TEST(OpenMergeRequests, SortsServicesAndSkipsKeysOfLaterVersions) {
  const auto services = read_open(
      R"({"b":[],"a":[{"extra":{"tier":"x","deep":[[{"iid":1}]]},"more":[1,{"iid":"x"}],"n":null,)"
      R"("created_time":"2024-01-03T10:11:12Z","tier":"t","iid":5,"x":1.5,"y":"\ude00"}]})");
  ASSERT_EQ(services.size(), 2U);
  EXPECT_EQ(services[0].service, "a");
  const OpenMergeRequest expected{parse_instant("2024-01-03T10:11:12Z").value(), "t", 5, ""};
  EXPECT_EQ(services[0].merge_requests, std::vector<OpenMergeRequest>{expected});
}

TEST(OpenMergeRequests, NamesTheInvalidServiceAndMergeRequest) {
  const auto second = [](const std::string& entry) {
    return R"({"x":[],"a":[{"created_time":"2024-01-03T10:11:12Z"},)" + entry + "]}";
  };
  const std::string place = "service 'a', merge request 2: ";
  const std::vector<std::pair<std::string, std::string>> table{
      {second("{}"), place + "\"created_time\" is missing"},
      {second(R"({"created_time":"now"})"), place + "\"created_time\" is not a date: 'now'"},
      {second(R"({"created_time":null})"), place + "\"created_time\" has a value of the wrong"},
      {second(R"({"tier":1})"), place + "\"tier\" has a value of the wrong type"},
      {second(R"({"web_url":false})"), place + "\"web_url\" has a value of the wrong type"},
      {second(R"({"iid":"7"})"), place + "\"iid\" is not a number"},
      {second(R"({"iid":7.5})"), place + "\"iid\" has a value of the wrong type"},
      {second(R"({"iid":-1})"), place + "\"iid\" is not the number of a merge request"},
      {second(R"({"tier":"a","iid":1,"tier":"b"})"), place + "\"tier\" occurs twice"},
      {second(R"({"tier":"\ude00"})"), place + "\"tier\" holds half of a surrogate pair"},
      {"[]", "not an object of arrays of merge requests"},
      {R"({"a":[1]})", "not an object of arrays"},
      {R"({"a":[{"iid":[1]}]})", "not an object of arrays"},
      {R"({"a":[{"tier":{}}]})", "not an object of arrays"},
      {R"({"a":[],"a":[]})", "service 'a' occurs twice"},
      {R"({"a\ude00":[]})", "the name of service 1 holds half of a surrogate pair"},
      {R"({"a":[)", "not JSON at byte 6"}};
  for (const auto& [json, message] : table) {
    try {
      read_open(json);
      ADD_FAILURE() << "accepted: " << json;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(message)) << json;
      EXPECT_THAT(error.what(), HasSubstr("open_merge_requests.json: ")) << json;
    }
  }
}

}  // namespace
}  // namespace dora::model
