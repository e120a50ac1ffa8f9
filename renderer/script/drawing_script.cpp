// Writes the script of a drawing, with gnuplot as a canvas of pixels.
#include "renderer/script/drawing_script.h"

#include <cstddef>
#include <string>

namespace dora::script {
namespace {

/// Labels, arrows and objects of the head have lower numbers.
constexpr std::size_t first_text = 101;

/// The data blocks and, in the same order, the plot command's words for each.
struct Plots {
  ScriptWriter& script;
  std::string command{};
  std::size_t count = 0;

  /// gnuplot's y grows upwards.
  double up(double y) const { return script.style.size.height - y; }

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
      put(data, "{:.2f} {:.2f} {:.2f} {:.2f}\n", box.left, box.right, up(box.bottom), up(box.top));
    }
    add(data,
        fmt::format("1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '#{:06X}'", boxes.color));
  }

  void operator()(const layout::Strokes& strokes) {
    ScriptText data;
    for (const std::vector<layout::Point>& line : strokes.lines) {
      for (const layout::Point& point : line) {
        put(data, "{:.2f} {:.2f}\n", point.x, up(point.y));
      }
      data.push_back('\n');
    }
    add(data, fmt::format("1:2 notitle with lines linewidth {:.3f} linecolor rgb '#{:06X}'",
                          strokes.width, strokes.color));
  }

  void operator()(const layout::Dots& dots) {
    ScriptText data;
    for (const layout::Point& point : dots.points) {
      put(data, "{:.2f} {:.2f}\n", point.x, up(point.y));
    }
    add(data,
        fmt::format("1:2 notitle with points pointtype {} pointsize {:.3f} linecolor rgb '#{:06X}'",
                    point_type(dots.form), dots.size, dots.color));
  }

  static int point_type(layout::DotForm form) {
    switch (form) {
      case layout::DotForm::ring:
        return 6;
      case layout::DotForm::triangle:
        return 9;
      case layout::DotForm::open_triangle:
        return 8;
      case layout::DotForm::disc:
        break;
    }
    return 7;
  }
};

const char* name_of(layout::Align align) {
  return align == layout::Align::left ? "left" : align == layout::Align::right ? "right" : "center";
}

void put_texts(ScriptWriter& script, const layout::Canvas& drawing) {
  std::size_t number = first_text;
  for (const layout::DrawnText& text : drawing.texts) {
    const bool plain = !text.bold && text.points == drawing.head.font_points;
    script.line("set label {} {} at {} {} front noenhanced{}{} textcolor rgb '#{:06X}'", number++,
                drawn_text(script, text.text), script.at(text.at.x, text.at.y), name_of(text.align),
                plain ? "" : " ", plain ? "" : font_of(script, text.points, text.bold), text.color);
  }
}

}  // namespace

void put_drawing(ScriptWriter& script, const layout::Canvas& drawing) {
  const chart::Size size = script.style.size;
  put_head(script, drawing.head);
  put_legend(script, drawing.head);
  put_texts(script, drawing);
  put_margins(script, {0, 0}, {static_cast<double>(size.width), static_cast<double>(size.height)});
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:{}]", size.width);
  script.line("set yrange [0:{}]", size.height);
  script.line("set style fill solid noborder");
  Plots plots{script};
  for (const auto& shape : drawing.shapes) {
    std::visit(plots, shape);
  }
  script.line("{}", plots.command);
}

}  // namespace dora::script
