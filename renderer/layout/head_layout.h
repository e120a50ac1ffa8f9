// Where title, figures and legend of a chart go, in pixels of its picture; knows no plot.
#pragma once

#include <string>
#include <vector>

#include "renderer/chart/picture.h"

namespace dora::layout {

inline constexpr double pixels_per_point = 96.0 / 72.0;  ///< What cairo draws PNG pictures with.

/// From the picture's upper left corner.
struct Point {
  double x = 0;
  double y = 0;
};

enum class LegendMark { successful, failed, rate, unfinished, median, p90, time_so_far };

/// A name and, right of it, its mark: a patch of colour or a piece of the line.
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
  Point title_at;  ///< Left end, middle of the line; so are all texts.
  Point figures_at;
  std::string title;    ///< Cut to the room there is.
  std::string figures;  ///< Cut to the room there is.
  double legend_y = 0;
  std::vector<LegendItem> legend;
  double end = 0;  ///< Where the plot may begin, in pixels from the top.

  double font_pixels() const { return font_points * pixels_per_point; }
};

// Distances at scale 1, taken from the picture that the look was decided by.
inline constexpr double plot_margin = 72.5;    ///< Left and right of a plot.
inline constexpr double bottom_margin = 62.5;  ///< Under a plot: two lines of periods.
inline constexpr double plot_y = 78;           ///< Where a plot begins with its legend beside.
inline constexpr double outer_gap = 12;        ///< That texts keep from the picture's edge.
inline constexpr double tic_gap = 10;          ///< Between an axis and its numbers.

/// Texts keep a readable size: they grow and shrink with the square root of the picture's.
double scale_for(chart::Size size);

/// What stands above the plot.
struct HeadContent {
  const std::string& title;
  const std::string& figures;
  std::vector<LegendItem> legend;  ///< Texts and marks.
};

/// The legend stands at the right of the figures or, where that is too narrow, under them; it ends
/// where the plot does. `left` is where everything begins.
HeadLayout head_layout(HeadContent content, double left, double plot_end, chart::Size size);

}  // namespace dora::layout
