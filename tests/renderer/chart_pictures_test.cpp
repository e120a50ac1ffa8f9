// Tests that a chart counts as changed if any of its pictures would be another one.
#include "renderer/chart_pictures.h"

#include <gtest/gtest.h>

namespace dora::renderer {
namespace {

TEST(ChartPictures, ChangeWithTheWordsThatTheySay) {
  plan::PlannedChart planned;
  planned.chart = chart::Chart{"api", "figures", {}};
  planned.entry.file = "api.png";
  planned.entry.alt = "in words";
  const Scripts scripts{script_of(planned, {})};
  const std::string before = hash_of(planned, scripts);
  EXPECT_EQ(hash_of(planned, scripts), before);
  planned.entry.alt = "in other words";
  EXPECT_NE(hash_of(planned, scripts), before);
}

TEST(ChartPictures, ChangeWithCharactersThatOnlyTheSvgShows) {
  plan::PlannedChart planned;
  planned.chart = chart::Chart{"api", "figures of one", {}};
  planned.png_chart = chart::Chart{"api", "figures", {}};
  planned.entry.file = "api.png";
  const Scripts scripts{script_of(planned, {})};
  const std::string before = hash_of(planned, scripts);
  planned.chart = chart::Chart{"api", "figures of another", {}};
  EXPECT_NE(hash_of(planned, scripts), before);
}

}  // namespace
}  // namespace dora::renderer
