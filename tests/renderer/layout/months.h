// Bars of consecutive months, for tests of layouts.
#pragma once

#include <vector>

#include "renderer/chart/chart.h"

namespace dora::layout {

inline std::vector<chart::Bar> months(const std::vector<model::Counts>& counts) {
  std::vector<chart::Bar> bars;
  for (const model::Counts& each : counts) {
    bars.push_back(
        {model::advance(*model::parse_period("2024-01"), static_cast<int>(bars.size())), each});
  }
  return bars;
}

}  // namespace dora::layout
