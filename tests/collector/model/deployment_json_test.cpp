// Tests service_deployments.json: what is written, read back and refused.
#include "collector/model/deployment_json.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::model {
namespace {

using testing::HasSubstr;

Instant at(const char* text) {
  return parse_instant(text).value();
}

std::vector<ServiceDeployments> example_services() {
  return {
      {"payments-api",
       {{at("2022-01-03T10:11:12.000Z"), DeploymentStatus::successful, "production", 123,
         "https://gitlab.example.com/p/-/merge_requests/123", at("2022-01-03T11:00:00.500Z"),
         at("2022-01-03T10:11:12.000Z"), "Deploy \"1.2\" </script>", "dev1"},
        {at("2022-01-04T00:00:00.000Z"), DeploymentStatus::failed, "staging", 124, "", {}, {}}}},
      {"quiet", {}},
      {"決済 \"x\"\\\n",
       {{at("2022-01-03T10:11:12.000Z"), {}, "本番", 1, "javascript:x", {}, {}}}}};
}

std::string written(const std::vector<ServiceDeployments>& services) {
  const test::TemporaryFolder folder;
  files::AtomicFile file(folder / "service_deployments.json");
  write_deployments(services, file);
  file.commit();
  return files::read_file(folder / "service_deployments.json");
}

std::vector<ServiceDeployments> read_text(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_deployments(folder.write("service_deployments.json", json));
}

TEST(DeploymentJson, WritesTheKeysOfTheContract) {
  EXPECT_EQ(written({example_services()[0]}), R"({
"payments-api": [
  {"deployment_time":"2022-01-03T10:11:12.000Z","deployment_status":"successful","tier":"production","iid":123,"web_url":"https://gitlab.example.com/p/-/merge_requests/123","finished_time":"2022-01-03T11:00:00.500Z","created_time":"2022-01-03T10:11:12.000Z","title":"Deploy \"1.2\" </script>","author":"dev1"},
  {"deployment_time":"2022-01-04T00:00:00.000Z","deployment_status":"failed","tier":"staging","iid":124,"web_url":"","finished_time":null,"created_time":null,"title":"","author":""}]
}
)");
  EXPECT_EQ(written({}), "{\n}\n");
}

TEST(DeploymentJson, ReadsFilesWithoutTitles) {
  const auto services = read_text(
      R"({"a": [{"deployment_time": "2022-01-03T10:11:12.000Z", "deployment_status": "failed",
      "tier": "t", "iid": 1, "web_url": "", "finished_time": null, "created_time": null}]})");
  ASSERT_EQ(services.size(), 1U);
  EXPECT_EQ(services[0].deployments.at(0).title, "");
  EXPECT_THAT(
      [] { read_text(R"({"a": [{"deployment_time": "2022-01-03T10:11:12.000Z", "title": 1}]})"); },
      testing::ThrowsMessage<base::Error>(HasSubstr("title")));
}

TEST(DeploymentJson, ReadsWhatItWrites) {
  EXPECT_EQ(read_text(written(example_services())), example_services());
  EXPECT_EQ(read_text(written({})), std::vector<ServiceDeployments>());
}

TEST(DeploymentJson, WritesOneServiceAsAFile) {
  for (const ServiceDeployments& service : example_services()) {
    EXPECT_EQ(to_json(service), written({service}));
  }
}

TEST(DeploymentJson, SortsServicesAndSkipsKeysOfLaterVersions) {
  const auto services = read_text(
      R"({"b":[],"a":[{"extra":{"tier":"x","deep":[[{"iid":1}]]},"more":[1,{"iid":"x"}],"n":null,)"
      R"("b":true,"deployment_time":"2022-01-03T10:11:12Z","deployment_status":"failed",)"
      R"("tier":"t","iid":5,"x":1.5,"y":"z"}]})");
  ASSERT_EQ(services.size(), 2U);
  EXPECT_EQ(services[0].service, "a");
  const Deployment expected{
      at("2022-01-03T10:11:12Z"), DeploymentStatus::failed, "t", 5, "", {}, {}};
  EXPECT_EQ(services[0].deployments, std::vector<Deployment>{expected});
}

TEST(DeploymentJson, SkipsAByteOrderMark) {
  EXPECT_EQ(read_text("\xEF\xBB\xBF{\"a\":[]}").size(), 1U);
}

TEST(DeploymentJson, NamesTheInvalidServiceAndDeployment) {
  const std::string good =
      R"({"deployment_time":"2022-01-03T10:11:12Z","deployment_status":"successful"})";
  const auto second = [&](const std::string& entry) {
    return R"({"x":[],"a":[)" + good + "," + entry + "]}";
  };
  const std::string place = "service 'a', deployment 2: ";
  const std::vector<std::pair<std::string, std::string>> table{
      {second(R"({"deployment_status":"failed"})"), place + "\"deployment_time\" is missing"},
      {second(R"({"deployment_time":"2022-01-03T10:11:12Z"})"), place + "\"deployment_status\""},
      {second(R"({"deployment_status":"open"})"), place},
      {second(R"({"deployment_time":"yesterday"})"),
       place + "\"deployment_time\" is not a date: 'yesterday'"},
      {second(R"({"finished_time":"x"})"), place + "\"finished_time\" is not a date"},
      {second(R"({"created_time":"x"})"), place + "\"created_time\" is not a date"},
      {second(R"({"created_time":1})"), place + "\"created_time\" has a value of the wrong type"},
      {second(R"({"deployment_time":null})"),
       place + "\"deployment_time\" has a value of the wrong"},
      {second(R"({"tier":1})"), place + "\"tier\" has a value of the wrong type"},
      {second(R"({"iid":"7"})"), place + "\"iid\" is not a number"},
      {second(R"({"iid":7.5})"), place + "\"iid\" has a value of the wrong type"},
      {second(R"({"iid":-1})"), place + "\"iid\" is not the number of a merge request"},
      {second(R"({"iid":9223372036854775808})"), place + "\"iid\" is not the number of a merge"},
      {second(R"({"tier":"a","iid":1,"tier":"b"})"), place + "\"tier\" occurs twice (at byte 115)"},
      {second(R"({"finished_time":null,"finished_time":null})"), "\"finished_time\" occurs twice"},
      {second(R"({"web_url":false})"), place + "\"web_url\" has a value of the wrong type"},
      {"[]", "not an object of arrays"},
      {R"({"a":{}})", "not an object of arrays"},
      {R"({"a":"x"})", "not an object of arrays"},
      {R"({"a":[1]})", "not an object of arrays"},
      {R"({"a":[[]]})", "not an object of arrays"},
      {R"({"a":[{"iid":[1]}]})", "not an object of arrays"},
      {R"({"a":[{"tier":{}}]})", "not an object of arrays"},
      {R"({"a":[],"a":[]})", "service 'a' occurs twice"},
      {R"({"a\ude00":[]})", "the name of service 1 holds half of a surrogate pair"},
      {second(R"({"tier":"\ude00"})"), place + "\"tier\" holds half of a surrogate pair"},
      {R"({"a":[)", "not JSON at byte 6"}};
  for (const auto& [json, message] : table) {
    try {
      read_text(json);
      ADD_FAILURE() << "accepted: " << json;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(message)) << json;
      EXPECT_THAT(error.what(), HasSubstr("service_deployments.json: ")) << json;
    }
  }
}

}  // namespace
}  // namespace dora::model
