// What surrounds the plots of every chart: title, figures and the small print at the foot.
#pragma once

#include <string>

#include "renderer/chart/chart.h"
#include "renderer/layout/canvas.h"

namespace dora::layout {

/// How a chart is drawn.
struct Frame {
  chart::Size size{};
  bool stands_alone = true;  ///< With title and credit, which a page says beside its pictures.
};

// Distances at scale 1.
inline constexpr double outer_gap = 12;  ///< Between contents and the edge of the picture.
inline constexpr double tic_gap = 8;     ///< Between an axis and its numbers.

/// The vertical room that is left for plots, and the sizes of what is drawn in it.
struct Surroundings {
  double scale = 1;  ///< Of fonts, lines and distances; 1 for 1000x500.
  double font_points = 10;
  double left = 0;  ///< Where texts begin.
  double right = 0;
  double top = 0;
  double bottom = 0;

  double font_pixels() const { return font_points * pixels_per_point; }
};

/// Text keeps a readable size: it grows and shrinks with the square root of the picture's size.
double scale_for(chart::Size size);

/// Adds title, figures and small print to an empty canvas. Texts are cut to fit.
Surroundings add_surroundings(Canvas& canvas, const std::string& title, const std::string& figures,
                              const chart::Credit& credit, const Frame& frame, double scale);

/// The same for any kind of chart.
template <class Chart>
Surroundings add_surroundings(Canvas& canvas, const Chart& chart, const Frame& frame,
                              double scale) {
  return add_surroundings(canvas, chart.title, chart.figures, chart.credit, frame, scale);
}

/// Words that follow one another on a line: each begins where the one before ends.
class TextLine {
 public:
  /// `at` is the left end of the line, in the middle of its height.
  TextLine(Canvas& canvas, const Surroundings& around, Point at)
      : canvas_(canvas), around_(around), at_(at) {}

  /// Cut where `end` is reached; left out if hardly anything would be left.
  void add(const std::string& words, chart::Role role, bool bold, double end);
  /// Figures or a note: without the clauses that do not fit before `end`.
  void add_clauses(const std::string& words, double end);

 private:
  double room_to(double end) const { return (end - at_.x) / around_.font_pixels(); }
  Canvas& canvas_;
  const Surroundings& around_;
  Point at_;
};

}  // namespace dora::layout
