// Writes the script of a drawing, with gnuplot as a canvas of pixels.
//
// gnuplot evaluates every number of a command as an expression, which costs three system calls
// each. So numbers go into data blocks, texts of ours too: their columns are read, not evaluated.
#include "renderer/script/drawing_script.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>

namespace dora::script {
namespace {

/// gnuplot draws a disc of size 1 with this radius, in pixels.
constexpr double disc_radius = 3;

const char* name_of(layout::Align align) {
  return align == layout::Align::left ? "left" : align == layout::Align::right ? "right" : "center";
}

/// The data blocks and, in the same order, the plot command's words for each.
struct Plots {
  ScriptWriter& script;
  std::string command{};
  std::size_t count = 0;

  void add(const ScriptText& data, const std::string& style) {
    if (data.size() == 0) {  // gnuplot treats an empty list as an error.
      return;
    }
    ++count;
    put(script.text, "$d{} << EOD\n{}EOD\n", count, view(data));
    command += fmt::format("{}$d{} using {}", count == 1 ? "plot " : ", \\\n  ", count, style);
  }

  void operator()(const layout::Boxes& boxes) {
    ScriptText data;
    for (const layout::Box& box : boxes.boxes) {
      put(data, "{:.2f} {:.2f} {:.2f} {:.2f}\n", box.left, box.right, box.bottom, box.top);
    }
    add(data, fmt::format("1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '{}'",
                          script.rgb(boxes.role)));
  }

  void operator()(const layout::Areas& areas) {
    ScriptText data;
    for (const std::vector<layout::Point>& outline : areas.outlines) {
      put_points(data, outline);
      data.push_back('\n');
    }
    add(data, fmt::format("1:2 notitle with filledcurves closed linecolor rgb '{}'",
                          script.rgb(areas.role)));
  }

  void operator()(const layout::Strokes& strokes) {
    ScriptText data;
    for (const std::vector<layout::Point>& line : strokes.lines) {
      put_points(data, line);
      data.push_back('\n');
    }
    const std::string dots = strokes.dot_radius > 0
                                 ? fmt::format("linespoints pointtype 7 pointsize {:.3f}",
                                               strokes.dot_radius / disc_radius)
                                 : "lines";
    add(data, fmt::format("1:2 notitle with {} linewidth {:.3f} linecolor rgb '{}'", dots,
                          strokes.width, script.rgb(strokes.role)));
  }

  void operator()(const layout::Rings& rings) {
    ScriptText data;
    put_points(data, rings.points);
    add(data, fmt::format("1:2 notitle with points pointtype 6 pointsize {:.3f} linewidth {:.3f} "
                          "linecolor rgb '{}'",
                          rings.radius / disc_radius, rings.width, script.rgb(rings.role)));
  }

  static void put_points(ScriptText& data, const std::vector<layout::Point>& points) {
    for (const layout::Point& point : points) {
      put(data, "{:.2f} {:.2f}\n", point.x, point.y);
    }
  }
};

/// Texts that look alike, drawn together.
using Look = std::tuple<layout::Align, double, bool, chart::Role>;

std::string words_of(const ScriptWriter& script, const Look& look, double usual_points) {
  const auto& [align, points, bold, role] = look;
  const bool plain = !bold && points == usual_points;
  return fmt::format("{} noenhanced{}{} textcolor rgb '{}'", name_of(align), plain ? "" : " ",
                     plain ? "" : font_of(points, bold), script.rgb(role));
}

/// True if gnuplot reads the text from a quoted column as it is.
bool fits_into_data(const std::string& text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view(" %,.:+-<>").find(c) != std::string_view::npos;
  });
}

void put_texts(ScriptWriter& script, const layout::Canvas& canvas, Plots& plots) {
  std::map<Look, ScriptText> alike;
  for (const layout::DrawnText& text : canvas.texts) {
    const Look look{text.align, text.points, text.bold, text.role};
    if (fits_into_data(text.text)) {
      put(alike[look], "{:.2f} {:.2f} \"{}\"\n", text.at.x, text.at.y, text.text);
    } else {
      script.line("set label {} at {:.2f},{:.2f} front {}", quoted(text.text), text.at.x, text.at.y,
                  words_of(script, look, canvas.font_points));
    }
  }
  for (const auto& [look, data] : alike) {
    plots.add(data, fmt::format("1:2:3 notitle with labels {}",
                                words_of(script, look, canvas.font_points)));
  }
}

/// Everything grows with the terminal's own scales, so that what is drawn on it need not know them.
void put_terminal(ScriptWriter& script, double font_points) {
  const chart::Size size = size_of(script.style);
  const int scale = script.style.scale;
  script.line(
      "set terminal pngcairo noenhanced size {},{} fontscale {} linewidth {} pointscale {} "
      "background '{}' {}",
      size.width, size.height, scale, scale, scale, script.rgb(chart::Role::background),
      font_of(font_points, false));
}

}  // namespace

void put_drawing(ScriptWriter& script, const layout::Canvas& canvas) {
  script.line("reset errors");
  script.line("reset session");
  script.line("set encoding utf8");
  put_terminal(script, canvas.font_points);
  script.output_at = script.text.size();
  script.line("unset key");
  script.line("unset border");
  script.line("unset tics");
  script.line("set lmargin at screen 0");
  script.line("set rmargin at screen 1");
  script.line("set tmargin at screen 1");
  script.line("set bmargin at screen 0");
  script.line("set xrange [0:{}]", canvas.size.width);
  script.line("set yrange [{}:0]", canvas.size.height);
  script.line("set style fill solid noborder");
  Plots plots{script};
  for (const auto& shape : canvas.shapes) {
    std::visit(plots, shape);
  }
  put_texts(script, canvas, plots);
  script.line("{}", plots.count > 0 ? plots.command : "plot NaN notitle");
}

}  // namespace dora::script
