// The four keys of a period in words, each compared with other periods.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/bands.h"
#include "reports/analysis/comparison.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/week_bars.h"

namespace dora::pages {

/// One of the four keys.
struct KeyFigure {
  std::string name;   ///< `Failure rate`
  std::string value;  ///< `7.1%`, `no data`
  Clauses detail;     ///< `9 of 126 failed; 95% interval 3.8 to 13.0%`
  /// `up 1.2 points on January 2024, normal variation`; if either has too few
  /// deployments, `January 2024: 1 of 3`; empty: nothing to compare with.
  std::string change;
  bool change_few = false;  ///< No verdict, only the earlier value.
  Clauses usual;            ///< `3-month median: 6.3%`; empty: too few months for a median.
  bool up = false;          ///< More or longer than before.
  bool down = false;
  bool worse = false;  ///< Significantly; only the failure rate gets a verdict.
  bool better = false;
  bool few = false;  ///< Too few deployments for a verdict.
  WeekBars bars;     ///< Of this and earlier weeks; empty if the period is not a week.
  std::string band;  ///< `High`; empty if none.
  std::string band_source;
};

/// The names of the other periods in the texts.
struct ComparisonNames {
  std::string previous;  ///< `January 2024`
  std::string unit;      ///< Of the periods of a median: `month`.
};
ComparisonNames names_of(const analysis::Calendar& calendar);

/// Deployments, failure rate, lead time, time to restore.
std::vector<KeyFigure> key_figures(const analysis::Comparison& comparison,
                                   const ComparisonNames& names, const analysis::Judge& judge = {});

}  // namespace dora::pages
