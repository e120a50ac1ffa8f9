// Where everything of a chart goes, in pixels of its picture; knows nothing of gnuplot's language.
#pragma once

#include <string>
#include <vector>

#include "renderer/chart/chart.h"
#include "renderer/period_labels.h"
#include "renderer/picture.h"
#include "renderer/value_axis.h"

namespace dora::renderer {

inline constexpr double pixels_per_point = 96.0 / 72.0;  ///< What cairo draws PNG pictures with.

/// From the picture's upper left corner.
struct Point {
  double x = 0;
  double y = 0;
};

enum class LegendMark { successful, failed, rate, unfinished };

/// A name and, right of it, its mark: a patch of colour or a piece of the line.
struct LegendItem {
  std::string text;
  LegendMark mark;
  double text_end;
  double mark_begin;
  double mark_end;
};

struct ChartLayout {
  double scale = 1;  ///< Of fonts, lines and points; 1 for 1000x500.
  double font_points = 10;
  double title_points = 14;
  Point title_at;  ///< Left end, middle of the line; so are all texts.
  Point figures_at;
  std::string title;    ///< Cut to the room there is.
  std::string figures;  ///< Cut to the room there is.
  double legend_y = 0;
  std::vector<LegendItem> legend;
  Point plot_begin;        ///< Upper left corner of the plot.
  Point plot_end;          ///< Lower right corner of the plot.
  double places = 0;       ///< How many periods would fill the plot's width.
  double place_width = 0;  ///< Pixels for one period.
  ValueAxis counts;
  int rate_step = 20;  ///< Percent between two tics of the right axis.
  std::vector<PeriodLabel> labels;
};

/// Texts keep a readable size: they grow and shrink with the square root of the picture's. The
/// legend stands at the right of the figures or, where that is too narrow, under them.
ChartLayout layout_of(const chart::Chart& chart, Size size);

}  // namespace dora::renderer
