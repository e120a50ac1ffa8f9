// What surrounds the plots of every chart: title, figures and the small print at the foot.
#include "renderer/layout/head_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

// Distances at scale 1.
constexpr double title_y = 20;
constexpr double title_height = 26;
constexpr double figures_y = 17;
constexpr double figures_height = 26;
constexpr double foot_height = 26;
constexpr double word_gap = 12;
constexpr double title_points = 14;
constexpr double foot_points = 8;

std::string source_of(const chart::Credit& credit) {
  return credit.project.empty() ? "" : credit.project + ", collected " + credit.collected;
}

void add_foot(Canvas& canvas, const chart::Credit& credit, const Surroundings& around) {
  const double y = around.bottom + foot_height / 2 * around.scale;
  const double points = foot_points * around.scale;
  const double font = points * pixels_per_point;
  const double maker = text_width(credit.maker, Weight::regular) * font;
  const double room = around.right - around.left - maker - word_gap * around.scale;
  if (const std::string source = source_of(credit); !source.empty()) {
    canvas.texts.push_back({{around.left, y},
                            cut_to_width(source, Weight::regular, room / font),
                            Align::left,
                            points,
                            chart::Role::figures});
  }
  if (!credit.maker.empty()) {
    canvas.texts.push_back(
        {{around.right, y}, credit.maker, Align::right, points, chart::Role::figures});
  }
}

}  // namespace

double scale_for(chart::Size size) {
  return std::clamp(std::sqrt(std::min(size.width / 1000.0, size.height / 500.0)), 0.85, 2.5);
}

Surroundings add_surroundings(Canvas& canvas, const std::string& title, const std::string& figures,
                              const chart::Credit& credit, const Frame& frame, double scale) {
  Surroundings around;
  around.scale = scale;
  around.font_points = 10 * scale;
  // On a page, what is around the picture leaves the gap.
  const double gap = frame.stands_alone ? outer_gap * scale : 0;
  around.left = gap;
  around.right = frame.size.width - gap;
  around.bottom = frame.size.height;
  canvas.size = frame.size;
  canvas.font_points = around.font_points;
  const double room = around.right - around.left;
  if (frame.stands_alone) {
    const double points = title_points * scale;
    canvas.texts.push_back({{around.left, title_y * scale},
                            cut_to_width(title, Weight::bold, room / (points * pixels_per_point)),
                            Align::left,
                            points,
                            chart::Role::title,
                            true});
    around.top = title_height * scale;
  }
  canvas.texts.push_back({{around.left, around.top + figures_y * scale},
                          whole_clauses(figures, Weight::regular, room / around.font_pixels()),
                          Align::left,
                          around.font_points,
                          chart::Role::figures});
  around.top += figures_height * scale;
  if (frame.stands_alone && !(credit.project.empty() && credit.maker.empty())) {
    around.bottom -= foot_height * scale;
    add_foot(canvas, credit, around);
  }
  return around;
}

void TextLine::add(const std::string& words, chart::Role role, bool bold, double end) {
  const Weight weight = bold ? Weight::bold : Weight::regular;
  const double font = around_.font_pixels();
  constexpr double least_ems = 3;
  const double room = room_to(end);
  if (room < std::min(text_width(words, weight), least_ems)) {
    return;
  }
  std::string cut = cut_to_width(words, weight, room);
  const double width = text_width(cut, weight) * font;
  canvas_.texts.push_back({at_, std::move(cut), Align::left, around_.font_points, role, bold});
  at_.x += width + word_gap * around_.scale;
}

void TextLine::add_clauses(const std::string& words, double end) {
  if (const std::string fitting = whole_clauses(words, Weight::regular, room_to(end));
      !fitting.empty()) {
    add(fitting, chart::Role::figures, false, end);
  }
}

}  // namespace dora::layout
