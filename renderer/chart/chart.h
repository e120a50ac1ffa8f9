// A chart as plain values: what it says, period by period; knows neither pixels nor gnuplot.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/model/period.h"
#include "collector/model/summary.h"

namespace dora::chart {

/// One period of the axis; without deployments it is an empty place with no failure rate.
struct Bar {
  model::Period period;
  model::Counts counts;
  bool unfinished = false;  ///< More may come: drawn lighter.

  bool operator==(const Bar&) const = default;
};

struct Chart {
  std::string title;      ///< Text of others, made printable.
  std::string figures;    ///< `1,024 deployments · 12.4 % failed · Jan 2021 – Dec 2022`.
  std::vector<Bar> bars;  ///< Every period of the axis, ascending, none left out.

  bool operator==(const Chart&) const = default;
};

/// The most deployments in one period; 0 when there are none at all.
std::int64_t tallest_bar(const Chart& chart);
bool has_unfinished(const Chart& chart);

}  // namespace dora::chart
