// Charts as plain values: what they say, period by period, in no particular format.
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

/// Where a picture comes from, in small print at its foot. An empty text is left out.
struct Credit {
  std::string project;    ///< `platform/deployments`; printable.
  std::string collected;  ///< `28 Nov 2026`; empty without a project.
  std::string maker;      ///< `made with dora-report`

  bool operator==(const Credit&) const = default;
};

/// One period of the axis. Without deployments: an empty place with no failure rate.
struct Bar {
  model::Period period;
  model::Counts counts;
  bool unfinished = false;  ///< Still running: drawn lighter.
  std::int64_t open = 0;    ///< Merge requests of this period that are neither merged nor closed.

  bool operator==(const Bar&) const = default;
};

/// A freeze, a migration or a holiday: periods that are shaded.
struct Mark {
  std::size_t first = 0;  ///< Index of the first and the last bar.
  std::size_t last = 0;
  std::string text;  ///< Untrusted text, made printable.

  bool operator==(const Mark&) const = default;
};

/// Deployments and failure rate.
struct Chart {
  std::string title;      ///< Untrusted text, made printable.
  std::string figures;    ///< `1,024 deployments · 12.4% failed · Jan 2021 – Dec 2022`.
  std::vector<Bar> bars;  ///< Every period of the axis, ascending, without gaps.
  Credit credit{};
  std::vector<Mark> marks{};  ///< By their first bar.

  bool operator==(const Chart&) const = default;
};

/// Durations that belong to one period of the axis.
struct TimePoint {
  model::Period period;
  std::optional<model::Spread> spread;  ///< Nullopt if there were none: a gap.
  bool unfinished = false;

  bool operator==(const TimePoint&) const = default;
};

/// One of the plots of a chart of times.
struct TimePanel {
  std::string name;               ///< `Lead time`; empty if there is only one panel.
  std::string figures;            ///< `median 3 h 5 min · 90th percentile 9 days`
  std::vector<TimePoint> points;  ///< Like Chart's bars.

  bool operator==(const TimePanel&) const = default;
};

/// Lead times and times to restore.
struct TimeChart {
  std::string title;
  std::string figures;
  std::vector<TimePanel> panels;
  Credit credit{};

  bool operator==(const TimeChart&) const = default;
};

struct TierPanel {
  std::string tier;  ///< Untrusted text, made printable.
  std::string figures;
  std::vector<Bar> bars;  ///< Like Chart's.

  bool operator==(const TierPanel&) const = default;
};

/// The deployments in each tier, in panels next to each other on one scale.
struct TierChart {
  std::string title;
  std::string figures;
  std::vector<TierPanel> panels;
  Credit credit{};

  bool operator==(const TierChart&) const = default;
};

struct HeatmapRow {
  std::string service;               ///< Untrusted text, made printable.
  std::vector<model::Counts> cells;  ///< One per period.

  bool operator==(const HeatmapRow&) const = default;
};

/// Failure rates of services, one row each.
struct Heatmap {
  std::string title;
  std::string figures;
  std::vector<model::Period> periods;  ///< Ascending, without gaps.
  std::vector<HeatmapRow> rows;
  Credit credit{};

  bool operator==(const Heatmap&) const = default;
};

using AnyChart = std::variant<Chart, TimeChart, TierChart, Heatmap>;

/// The highest number of deployments in a period; 0 if there are none.
std::int64_t tallest_bar(const std::vector<Bar>& bars);
bool has_unfinished(const std::vector<Bar>& bars);

}  // namespace dora::chart
