// Draws values as a line with dots, in the band between a lower and an upper value.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "renderer/layout/plot_frame.h"

namespace dora::layout {

/// A period that has a value. Periods without one are left out: line and band are broken there.
struct BandPoint {
  std::size_t place = 0;  ///< Index of the period.
  double value = 0;
  double low = 0;
  double high = 0;
  bool unfinished = false;  ///< May change: a ring instead of a dot.
};

/// Where values are in a plot.
struct LineScale {
  const Box& plot;
  const PeriodAxis& periods;
  /// From 0 at the bottom to 1 at the top, never outside.
  std::function<double(double)> height;

  double x(std::size_t place) const { return plot.left + periods.middle_of(place); }
  double y(double value) const { return plot.bottom - height(value) * (plot.bottom - plot.top); }
};

/// Points are ascending by place. A period without neighbours gets a band as wide as a bar.
void add_band(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points);
void add_line(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points,
              const Surroundings& around);
/// Writes the value of the last finished period beside its dot.
void add_last_value(Canvas& canvas, const LineScale& scale, const std::vector<BandPoint>& points,
                    const Surroundings& around,
                    const std::function<std::string(const BandPoint&)>& text_of);

}  // namespace dora::layout
