// A chart as plain values: what it says, period by period; knows neither pixels nor gnuplot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "collector/model/four_keys.h"
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

/// Deployments and failure rate.
struct Chart {
  std::string title;      ///< Text of others, made printable.
  std::string figures;    ///< `1,024 deployments · 12.4 % failed · Jan 2021 – Dec 2022`.
  std::vector<Bar> bars;  ///< Every period of the axis, ascending, none left out.

  bool operator==(const Chart&) const = default;
};

/// How long things took that belong to one period of the axis.
struct TimePoint {
  model::Period period;
  std::optional<model::Spread> spread;  ///< Nothing where there were none: a gap.
  bool unfinished = false;

  bool operator==(const TimePoint&) const = default;
};

/// One of the plots of a chart of times.
struct TimePanel {
  std::string name;               ///< `Lead time`; empty where there is one panel alone.
  std::string figures;            ///< `median 3 h 05 min · 90 % within 2 d 4 h · n = 120`
  std::vector<TimePoint> points;  ///< As Chart's bars.

  bool operator==(const TimePanel&) const = default;
};

/// Lead times, times to restore.
struct TimeChart {
  std::string title;
  std::string figures;
  std::vector<TimePanel> panels;

  bool operator==(const TimeChart&) const = default;
};

struct TierPanel {
  std::string tier;  ///< Text of others, made printable.
  std::string figures;
  std::vector<Bar> bars;  ///< As Chart's.

  bool operator==(const TierPanel&) const = default;
};

/// The deployments in each tier side by side, on one scale.
struct TierChart {
  std::string title;
  std::string figures;
  std::vector<TierPanel> panels;

  bool operator==(const TierChart&) const = default;
};

struct HeatmapRow {
  std::string service;               ///< Text of others, made printable.
  std::vector<model::Counts> cells;  ///< One for each period.

  bool operator==(const HeatmapRow&) const = default;
};

/// Failure rates of services side by side.
struct Heatmap {
  std::string title;
  std::string figures;
  std::vector<model::Period> periods;  ///< Ascending, none left out.
  std::vector<HeatmapRow> rows;

  bool operator==(const Heatmap&) const = default;
};

using AnyChart = std::variant<Chart, TimeChart, TierChart, Heatmap>;

/// The most deployments in one period; 0 when there are none at all.
std::int64_t tallest_bar(const std::vector<Bar>& bars);
bool has_unfinished(const std::vector<Bar>& bars);

}  // namespace dora::chart
