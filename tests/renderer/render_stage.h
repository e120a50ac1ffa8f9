// The render stage in a temporary folder, for tests of the files that a run leaves there.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "renderer/chart/chart_index.h"
#include "renderer/render.h"
#include "tests/renderer/test_run.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

inline constexpr const char* two_services = R"({
  "payments-api": {"2024-01": 21, "2024-01_failed": 1, "2024-01_failure_rate": 4.76,
                   "2024-07": 21, "2024-07_failed": 2, "2024-07_failure_rate": 9.52},
  "search": {"2024-06": 4}})";

class RenderStage : public testing::Test {
 protected:
  /// Two PNG files a chart; tests of SVG files ask for them.
  RenderStage() {
    options_.out = folder_ / "charts";
    options_.themes = {chart::Theme::light, chart::Theme::dark};
    options_.svg = false;
  }

  base::ExitCode render_text(const std::string& summary);
  /// The names in the folder of charts.
  std::vector<std::string> files() const;
  /// The output of a run with default options, for charts with these stems.
  static std::vector<std::string> output_of(const std::vector<std::string>& stems);
  std::string file(const std::string& name) const;
  chart::ChartIndex index() const;
  /// The message of the Error that ends the run.
  std::string failure(const std::string& summary);
  /// The charts that the fake gnuplot drew since the last call, sorted by name.
  std::vector<std::string> drawn() const;

  TemporaryFolder folder_;
  TestRun run_;
  renderer::RenderOptions options_;
};

}  // namespace dora::test
