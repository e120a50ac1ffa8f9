// Tests that charts.json reads back as written, and that errors in it are reported.
#include "renderer/chart/chart_index.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::chart {
namespace {

ChartEntry rendered() {
  ChartEntry chart;
  chart.id = "combined";
  chart.kind = Kind::combined;
  chart.file = "combined_deployment_metrics.png";
  chart.width = 1000;
  chart.height = 500;
  chart.scale = 2;
  chart.alt = "All services: 42 deployments";
  chart.sha256 = std::string(64, 'a');
  chart.variants = {{Theme::dark, PictureFormat::png, "combined_deployment_metrics.dark.png",
                     std::string(64, 'b')}};
  chart.key = std::string(64, 'c');
  return chart;
}

ChartEntry failed() {
  ChartEntry chart;
  chart.id = "service/x~1";
  chart.service = "決済 \"x\"\n";
  chart.file = "x~1_deployment_metrics.png";
  chart.width = 1000;
  chart.height = 500;
  chart.status = Status::failed;
  chart.reason = "line 3: undefined variable";
  return chart;
}

ChartIndex example() {
  ChartIndex index;
  index.summary_sha256 = std::string(64, 'd');
  index.shard = 2;
  index.shards = 3;
  index.charts = {rendered(), failed()};
  return index;
}

ChartIndex read(const std::string& json) {
  const test::TemporaryFolder folder;
  return read_chart_index(folder.write("charts.json", json));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ChartIndex, ReadsWhatItWrites) {
  EXPECT_EQ(read(to_json(example())), example());
  EXPECT_EQ(read(to_json({})), ChartIndex());
  ChartIndex index;
  index.deployments_sha256 = std::string(64, 'e');
  for (const Kind kind :
       {Kind::heatmap, Kind::lead_time, Kind::restore_time, Kind::times, Kind::tiers}) {
    index.charts.push_back(rendered());
    index.charts.back().kind = kind;
  }
  EXPECT_EQ(read(to_json(index)), index);
}

TEST(ChartIndex, GivesBothSizesOfAnSvgAndTheRowsOfAHeatmap) {
  ChartIndex index;
  index.charts.push_back(rendered());
  index.charts[0].kind = Kind::worst_heatmap;
  index.charts[0].variants.push_back({Theme::light,
                                      PictureFormat::svg,
                                      "worst.svg",
                                      std::string(64, 'd'),
                                      {1000, 940},
                                      {360, 720}});
  index.charts[0].rows = ChartRows{60, 860, {"a", "決済"}};
  const std::string json = to_json(index);
  EXPECT_EQ(read(json), index);
  EXPECT_THAT(json, testing::HasSubstr("\"theme\": \"auto\""));
  for (const auto& [from, to, message] :
       {std::tuple("\"auto\"", "\"light\"",
                   "is that of an SVG by an earlier version; render again"),
        std::tuple("\"narrow_width\": 360", "\"narrow_width\": 0", "is not a number above 0")}) {
    try {
      read(replaced(json, from, to));
      ADD_FAILURE() << message;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(message));
    }
  }
}

TEST(ChartIndex, IsWrittenInPieces) {
  ChartIndex index = example();
  while (to_json(index).size() < 300'000) {
    index.charts.insert(index.charts.end(), 100, rendered());
  }
  std::string json;
  std::size_t largest = 0;
  write_json(index, [&](std::string_view piece) {
    json += piece;
    largest = std::max(largest, piece.size());
  });
  EXPECT_EQ(json, to_json(index));
  EXPECT_LE(largest, 100'000U);
}

TEST(ChartIndex, DescribesEachChartAndItsOutcome) {
  const std::string json = to_json(example());
  for (const char* line : {"\"kind\": \"combined\"", "\"kind\": \"service\"",
                           "\"status\": \"rendered\"", "\"status\": \"failed\"", "\"width\": 1000",
                           "\"height\": 500", "\"reason\": \"line 3: undefined variable\""}) {
    EXPECT_THAT(json, testing::HasSubstr(line));
  }
}

TEST(ChartIndex, ReportsWhatIsWrongInTheFile) {
  const std::string good = to_json(example());
  const std::vector<std::pair<std::string, std::string>> table{
      {"", "not JSON at byte 0"},
      {"[]", "\"summary_sha256\" is missing; render again"},
      {"{}", "\"summary_sha256\" is missing"},
      {replaced(good, "\"charts\": [", "\"charts\": 1, \"x\": ["), "\"charts\" is not a list"},
      {replaced(good, "\"shards\": 3", "\"shards\": 0"), "\"shards\" is not a number above 0"},
      {replaced(good, "\"variants\": []", "\"variants\": {}"), "\"variants\" is not a list"},
      {replaced(good, "\"dark\"", "1"), "\"theme\" is not text"},
      {replaced(good, "combined_deployment_metrics.dark", "../x"),
       "'../x.png', which is not a chart's name"},
      {replaced(good, "\"id\"", "\"no-id\""), "\"id\" is missing"},
      {replaced(good, "\"kind\": \"combined\"", "\"kind\": \"pie\""), "'pie', which is not known"},
      {replaced(good, "\"alt\"", "\"alternative\""), "\"alt\" is missing"},
      {replaced(good, "\"width\": 1000", "\"width\": \"1000\""), "\"width\" is not a whole number"},
      {replaced(good, "\"height\": 500", "\"height\": 0"), "\"height\" is not a number above 0"},
      {replaced(good, "\"id\": \"combined\"", "\"id\": 7"), "\"id\" is not text"},
      {replaced(good, "\"combined_", "\"../combined_"),
       "'../combined_deployment_metrics.png', which is not"},
      {replaced(good, "\"combined_", "\"/etc/combined_"), "which is not a chart's name"},
      {replaced(good, "combined_deployment_metrics.png", ""), "'', which is not a chart's name"}};
  for (const auto& [json, message] : table) {
    try {
      read(json);
      ADD_FAILURE() << message;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), testing::HasSubstr(message));
      EXPECT_THAT(error.what(), testing::HasSubstr("charts.json: "));
    }
  }
}

}  // namespace
}  // namespace dora::chart
