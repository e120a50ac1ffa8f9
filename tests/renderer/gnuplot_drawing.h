// Draws charts with the real gnuplot in a temporary folder, for tests of the pictures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "renderer/chart/chart.h"
#include "renderer/gnuplot/pool.h"
#include "renderer/script/gnuplot_script.h"
#include "tests/renderer/test_run.h"
#include "tests/support/picture.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

struct Drawing {
  chart::AnyChart chart;
  chart::PictureStyle style;
};

class GnuplotDrawing : public testing::Test {
 protected:
  gnuplot::GnuplotPoolOptions options(int workers) const;
  /// Each must succeed; the files are name(0), name(1), ...
  void draw(const std::vector<Drawing>& drawings, int workers = 1);
  Picture picture(const chart::AnyChart& chart, const chart::PictureStyle& style = {});

  static std::string name(std::size_t number) { return std::to_string(number) + ".picture"; }
  std::string bytes(std::size_t number) const;

  TemporaryFolder folder_;
  TestRun run_;
};

/// The twelve months of 2024: 8 successful and 2 failed deployments in each, except none in `gap`.
chart::Chart year(const std::string& title, std::size_t gap = 99);

}  // namespace dora::test
