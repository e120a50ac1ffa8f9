// Tests the CSV of all services: its columns, and cells that a spreadsheet would run.
#include "reports/results/services_csv.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/reports/sample.h"

namespace dora::results {
namespace {

using test::Sample;
using test::small_sample;
using testing::HasSubstr;

std::string csv_of(const Sample& sample, const std::optional<model::Period>& week) {
  const analysis::ReportData data = sample.data();
  const analysis::Analysis analysis = analyse(data);
  return services_csv(data, analysis, recent_of_services(data, analysis, week));
}

TEST(ServicesCsv, HasALineForEachServiceAndAsManyCells) {
  Sample sample = small_sample();
  sample.services[0].groups = {"a", "b"};
  for (const auto& week : {model::parse_period("2024-W10"), std::optional<model::Period>()}) {
    const std::string csv = csv_of(sample, week);
    const std::size_t columns = 1 + std::ranges::count(csv.substr(0, csv.find('\n')), ',');
    std::size_t lines = 0;
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
      EXPECT_EQ(1 + std::ranges::count(csv.substr(at, csv.find('\n', at) - at), ','), columns);
      ++lines;
    }
    EXPECT_EQ(lines, 3U);
  }
  EXPECT_THAT(
      csv_of(sample, model::parse_period("2024-W10")),
      HasSubstr("\r\n\"orders-web\",\"a; b\",\"production\",\"\",1,0,1,1,1,100.00,20.65,100.00,"
                ",,2024-03-02T10:00:00.000Z\r\n"));
}

TEST(ServicesCsv, DefusesFormulas) {
  Sample sample = small_sample();
  sample.services[1].service = "=1+1";
  std::ranges::sort(sample.services, {}, &model::ServiceDeployments::service);
  EXPECT_THAT(csv_of(sample, std::nullopt), HasSubstr("\r\n\"'=1+1\","));
}

}  // namespace
}  // namespace dora::results
