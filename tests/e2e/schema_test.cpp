// The JSON files as their schemas in tests/data/schema describe them, by a validator of others.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;

class Schema : public EndToEnd {
 protected:
  /// Runs python3-jsonschema; a result of 0 means that the file is valid.
  static ProgramResult validate(const fs::path& file) {
    const fs::path schema =
        fs::path(SCHEMA_FOLDER) / file.filename().replace_extension(".schema.json");
    return run_program({"/usr/bin/python3", {"-m", "jsonschema", "-i", file.string(), schema}});
  }

  void expect_valid_files() const {
    for (const char* name : {"summary.json", "service_deployments.json", "open_merge_requests.json",
                             "weeks.json", "collection.json", "charts/charts.json"}) {
      const ProgramResult result = validate(folder_ / "dora-data" / name);
      EXPECT_EQ(result.exit_code, 0) << name << ": " << result.errors;
    }
    const ProgramResult report = validate(folder_ / "site/report.json");
    EXPECT_EQ(report.exit_code, 0) << "report.json: " << report.errors;
  }

  ProgramResult generate(const Arguments& more) const {
    Arguments all{"generate", "--project", "platform/deployments", "--out", "site"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all);
  }
};

TEST_F(Schema, HoldsForWhatARunWrites) {
  start_server({"--services", "6", "--merge-requests", "400", "--months", "5"});
  ASSERT_EQ(generate({"--themes", "light,dark"}).exit_code, 0);
  expect_valid_files();
}

TEST_F(Schema, HoldsForEveryPeriodAndSetting) {
  start_server({"--services", "3", "--merge-requests", "60", "--months", "5"});
  for (const char* period : {"day", "week", "quarter"}) {
    const ProgramResult result =
        generate({"--period", period, "--date-by", "finished", "--since", "2020-01-01", "--until",
                  "2030-01-01", "--exclude-author", "nobody", "--exclude-label", "none",
                  "--exclude-bots", "--superseded-within", "24h", "--format", "png"});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    expect_valid_files();
  }
}

TEST_F(Schema, HoldsForNamesOfEveryKind) {
  start_server({"--services", "12", "--merge-requests", "300", "--months", "3", "--hostile-names"});
  ASSERT_EQ(generate({}).exit_code, 0);
  expect_valid_files();
}

TEST_F(Schema, HoldsForNamesThatMayBeOne) {
  start_server({"--services", "3", "--merge-requests", "60", "--months", "3"});
  HttpCall call;
  call.post = R"([{"put": {"iid": 90001, "state": "merged", "labels": ["service:Api", "tier:x"]}},
                  {"put": {"iid": 90002, "state": "merged", "labels": ["service:api", "tier:x"]}}])";
  ASSERT_LT(http_get(server().base_url() + "/-/changes", call).status, 300);
  ASSERT_EQ(generate({}).exit_code, 0);
  EXPECT_EQ(jq(".suspicious_names", folder_ / "dora-data/collection.json"),
            "[[\"Api\",\"api\",\"capitals\"]]\n");
  expect_valid_files();
}

TEST_F(Schema, FailsForFilesThatLackOrAddSomething) {
  start_server({"--services", "3", "--merge-requests", "60", "--months", "3"});
  ASSERT_EQ(generate({}).exit_code, 0);
  const struct {
    const char* file;
    const char* change;
  } cases[] = {{"summary.json", "map_values(. + {\"2024\": 1})"},
               {"summary.json", "map_values(map_values(-1))"},
               {"service_deployments.json", "map_values(map(del(.iid)))"},
               {"service_deployments.json", "map_values(map(.deployment_status = \"merged\"))"},
               {"open_merge_requests.json", "map_values(map(del(.tier)))"},
               {"open_merge_requests.json", "map_values([])"},
               {"weeks.json", ".weeks |= map_values(del(.changed_at))"},
               {"weeks.json", "del(.through)"},
               {"collection.json", "del(.time_zone)"},
               {"collection.json", ".new_key = 1"},
               {"charts/charts.json", "del(.charts[0].alt)"},
               {"charts/charts.json", ".charts[0].kind = \"pie\""},
               {"charts/charts.json", "del(.charts[0].variants[0].narrow_width)"},
               {"charts/charts.json", ".charts[0].variants[0].theme = \"dark\""},
               {"../site/report.json", "del(.dated_by)"},
               {"../site/report.json", ".weeks[0].new_key = 1"},
               {"../site/report.json", ".services[0].period.verdicts.lead_time = \"more\""},
               {"../site/report.json", ".weeks[0].quiet = [{\"service\": \"a\"}]"}};
  for (const auto& each : cases) {
    const fs::path file = folder_ / "dora-data" / each.file;
    const std::string changed = jq(each.change, file);
    const fs::path copy = folder_.write(file.filename(), changed);
    EXPECT_NE(validate(copy).exit_code, 0) << each.file << ": " << each.change;
  }
}

}  // namespace
}  // namespace dora::test
