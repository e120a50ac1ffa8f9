// Positions of a chart's title, figures and legend, in pixels of its picture.
#pragma once

#include <string>
#include <vector>

#include "renderer/chart/picture.h"

namespace dora::layout {

inline constexpr double pixels_per_point = 96.0 / 72.0;  ///< As cairo draws PNG pictures.

/// From the upper left corner of the picture.
struct Point {
  double x = 0;
  double y = 0;
};

enum class LegendMark { successful, failed, rate, unfinished, median, p90, time_so_far };

/// A name and, to its right, its mark: a patch of colour or a piece of the line.
struct LegendItem {
  std::string text;
  LegendMark mark;
  double text_end = 0;
  double mark_begin = 0;
  double mark_end = 0;
};

struct HeadLayout {
  double scale = 1;  ///< Of fonts, lines and points; 1 for 1000x500.
  double font_points = 10;
  double title_points = 14;
  Point title_at;  ///< Left end, middle of the line, like all texts.
  Point figures_at;
  std::string title;    ///< Cut to fit.
  std::string figures;  ///< Cut to fit.
  double legend_y = 0;
  std::vector<LegendItem> legend;
  double end = 0;  ///< Where the plot may begin, in pixels from the top.

  double font_pixels() const { return font_points * pixels_per_point; }
};

// Distances at scale 1, taken from the picture that set the look.
inline constexpr double plot_margin = 72.5;    ///< Left and right of a plot.
inline constexpr double bottom_margin = 62.5;  ///< Under a plot: two lines of periods.
inline constexpr double plot_y = 78;           ///< Top of a plot whose legend is beside.
inline constexpr double outer_gap = 12;        ///< Between texts and the edge of the picture.
inline constexpr double tic_gap = 10;          ///< Between an axis and its numbers.

/// Text keeps a readable size: it grows and shrinks with the square root of the picture's size.
double scale_for(chart::Size size);

/// What is shown above the plot.
struct HeadContent {
  const std::string& title;
  const std::string& figures;
  std::vector<LegendItem> legend;  ///< Texts and marks.
};

/// The legend is to the right of the figures or, if there is no room, under them; it ends where the
/// plot does. `left` is where everything begins.
HeadLayout head_layout(HeadContent content, double left, double plot_end, chart::Size size);

}  // namespace dora::layout
