// The steps of failure rates in a heatmap.
#pragma once

#include <array>
#include <cstddef>

#include "renderer/chart/theme.h"

namespace dora::layout {

struct HeatStep {
  double up_to;  ///< Percent, inclusive.
  const char* name;
  chart::Role color;
  chart::Role ink;  ///< Of text on it.
};

inline constexpr std::array<HeatStep, 6> heat_steps{
    {{0, "0%", chart::Role::heat_none, chart::Role::on_heat_none},
     {10, "≤ 10", chart::Role::heat_10, chart::Role::on_heat_10},
     {20, "≤ 20", chart::Role::heat_20, chart::Role::on_heat_20},
     {35, "≤ 35", chart::Role::heat_35, chart::Role::on_heat_35},
     {50, "≤ 50", chart::Role::heat_50, chart::Role::on_heat_50},
     {100, "> 50", chart::Role::heat_most, chart::Role::on_heat_most}}};

constexpr const HeatStep& heat_step(double percent) {
  std::size_t i = 0;
  while (i + 1 < heat_steps.size() && percent > heat_steps[i].up_to) {
    ++i;
  }
  return heat_steps[i];
}

}  // namespace dora::layout
