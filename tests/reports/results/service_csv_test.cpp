// Tests the CSV of a service: its columns, and cells that a spreadsheet would run.
#include "reports/results/service_csv.h"

#include <gtest/gtest.h>

#include "collector/base/text/printable.h"
#include "tests/reports/sample.h"

namespace dora::results {
namespace {

using enum model::DeploymentStatus;
using test::deployment;

TEST(ServiceCsv, HasALineForEachDeployment) {
  model::ServiceDeployments service{
      "payments",
      {deployment("2024-01-05T08:00:00Z", successful, "staging", 11, "2024-01-05T08:12:00.900Z"),
       deployment("2024-01-06T08:00:00Z", failed, "production", 12)}};
  service.deployments[0].title = "=1";
  service.deployments[0].author = "dev1";
  const std::string csv = service_csv(service);
  EXPECT_EQ(
      csv,
      "\uFEFFservice,tier,status,deployment_time,created_time,finished_time,seconds_taken,iid,"
      "web_url,title,author\r\n"
      "\"payments\",\"staging\",successful,2024-01-05T08:00:00.000Z,"
      "2024-01-05T08:00:00.000Z,2024-01-05T08:12:00.900Z,720,11,"
      "\"https://gitlab.example/platform/deployments/-/merge_requests/11\",\"'=1\",\"dev1\"\r\n"
      "\"payments\",\"production\",failed,2024-01-06T08:00:00.000Z,"
      "2024-01-06T08:00:00.000Z,,,12,"
      "\"https://gitlab.example/platform/deployments/-/merge_requests/12\",\"\",\"\"\r\n");
}

TEST(ServiceCsv, DefusesFormulasAndKeepsTheRest) {
  for (const char* name : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"}) {
    const std::string csv =
        service_csv({name, {deployment("2024-01-05T08:00:00Z", failed, name, 1)}});
    const std::string shown = text::printable(name);
    EXPECT_NE(csv.find("\r\n\"'" + shown + "\",\"'" + shown + "\",failed"), std::string::npos)
        << csv;
  }
  const std::string csv =
      service_csv({"a\"=1,b\nc", {deployment("2024-01-05T08:00:00Z", failed, "日本", 1)}});
  EXPECT_NE(csv.find("\"a\"\"=1,b\\x0Ac\",\"日本\","), std::string::npos) << csv;
}

TEST(ServiceCsv, BeginsWithAByteOrderMarkForSpreadsheets) {
  EXPECT_TRUE(service_csv({"Café", {}}).starts_with("\xEF\xBB\xBFservice,tier,"));
}

TEST(ServiceCsv, ContainsNoTerminalControlSequences) {
  const std::string hostile = "a\x1b[31mb\x07\x7f\u009bc\u202e";
  model::Deployment hostile_one = deployment("2024-01-05T08:00:00Z", failed, hostile, 1);
  hostile_one.web_url = hostile;
  const std::string csv = service_csv({hostile, {hostile_one}});
  for (const char* raw : {"\x1b", "\x07", "\x7f", "\u009b", "\u202e"}) {
    EXPECT_EQ(csv.find(raw), std::string::npos) << csv;
  }
  EXPECT_NE(csv.find("\"a\\x1B[31mb\\x07\\x7F\\u{009B}c\\u{202E}\""), std::string::npos) << csv;
}

}  // namespace
}  // namespace dora::results
