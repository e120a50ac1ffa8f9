// The building blocks of gnuplot scripts: terminal, head, texts.
#include "renderer/script/script_writer.h"

#include <cstddef>
#include <optional>

namespace dora::script {
namespace {

constexpr const char* font = "DejaVu Sans";
constexpr const char* bold_font = "DejaVu Sans:Bold";
// The viewer of an SVG may have another font. gnuplot takes what follows a comma for the size, so
// the commas of this list are written as XML entities.
constexpr const char* svg_font = "DejaVu Sans&#44;Verdana&#44;sans-serif";
constexpr const char* svg_bold_font = "DejaVu Sans&#44;Verdana&#44;sans-serif Bold";

/// gnuplot 5.4 begins an SVG with the last colour of the previous one; this one's is always the
/// same.
void put_svg_to_nowhere(ScriptWriter& script) {
  script.line("set terminal svg");
  script.line("set output '/dev/null'");
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:1]");
  script.line("set yrange [0:1]");
  script.line("plot -1 notitle linecolor rgb '#FFFFFF'");
  script.line("reset session");
}

/// Everything grows with the terminal's own scales, so that what is drawn on it need not know them.
void put_terminal(ScriptWriter& script, double font_points) {
  const chart::Size size = size_of(script.style);
  const int scale = script.style.scale;
  if (script.is_svg()) {
    // Its text sizes are in pixels.
    script.line(
        "set terminal svg noenhanced size {},{} fixed name 'chart' fontscale {:.6f} "
        "background '{}' font '{},{:.2f}'",
        size.width, size.height, layout::pixels_per_point, script.rgb(chart::Role::background),
        svg_font, font_points);
    return;
  }
  script.line(
      "set terminal pngcairo noenhanced size {},{} fontscale {} linewidth {} pointscale {} "
      "background '{}' font '{},{:.2f}'",
      size.width, size.height, scale, scale, scale, script.rgb(chart::Role::background), font,
      font_points);
}

/// A piece of a line that shows values, as drawn in the plot.
struct LineMark {
  chart::Role role;
  bool has_line;
  int point_type;
};

/// Returns nullopt for marks that are patches.
std::optional<LineMark> line_mark(layout::LegendMark mark) {
  switch (mark) {
    case layout::LegendMark::rate:
    case layout::LegendMark::median:
      return LineMark{chart::Role::line, true, 7};
    case layout::LegendMark::p90:
      return LineMark{chart::Role::successful, true, 9};
    case layout::LegendMark::time_so_far:
      return LineMark{chart::Role::line, false, 6};
    case layout::LegendMark::successful:
    case layout::LegendMark::failed:
    case layout::LegendMark::unfinished:
      break;
  }
  return std::nullopt;
}

void put_line_mark(ScriptWriter& script, const LineMark& mark, const layout::LegendItem& item,
                   const layout::HeadLayout& layout, std::size_t number) {
  const double y = layout.legend_y;
  if (mark.has_line) {
    script.line("set arrow {} from {} to {} nohead linewidth {:.3f} linecolor rgb '{}'", number,
                script.at(item.mark_begin, y), script.at(item.mark_end, y),
                layout::line_width * layout.scale, script.rgb(mark.role));
  }
  script.line("set label {} '' at {} point pointtype {} pointsize {:.3f} linecolor rgb '{}'",
              number + 20, script.at((item.mark_begin + item.mark_end) / 2, y), mark.point_type,
              layout::point_size * layout.scale, script.rgb(mark.role));
}

void put_mark(ScriptWriter& script, const layout::LegendItem& item,
              const layout::HeadLayout& layout, std::size_t number) {
  if (const auto mark = line_mark(item.mark)) {
    put_line_mark(script, *mark, item, layout, number);
    return;
  }
  const double y = layout.legend_y;
  const double half = 3.5 * layout.scale;
  const auto patch = [&](std::size_t id, double begin, double end, chart::Role role) {
    script.line("set object {} rectangle from {} to {} fillcolor rgb '{}' fillstyle solid noborder",
                id, script.at(begin, y - half), script.at(end, y + half), script.rgb(role));
  };
  if (item.mark == layout::LegendMark::unfinished) {
    const double middle = (item.mark_begin + item.mark_end) / 2;
    patch(number, item.mark_begin, middle, chart::Role::successful_so_far);
    patch(number + 20, middle, item.mark_end, chart::Role::failed_so_far);
    return;
  }
  patch(number, item.mark_begin, item.mark_end,
        item.mark == layout::LegendMark::failed ? chart::Role::failed : chart::Role::successful);
}

}  // namespace

std::string ScriptWriter::at(double x, double y) const {
  return fmt::format("screen {:.6f},{:.6f}", x / style.size.width, 1 - y / style.size.height);
}

std::string ScriptWriter::rgb(chart::Role role) const {
  return fmt::format("#{:06X}", color_of(style.theme, role));
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? std::string("'.\"'\".'") : std::string(1, c);
  }
  return result + "'";
}

/// gnuplot escapes for XML, except `]]>`, which XML allows only at the end of CDATA.
std::string drawn_text(const ScriptWriter& script, std::string text) {
  std::size_t at = 0;
  while (script.is_svg() && (at = text.find("]]>", at)) != std::string::npos) {
    text.insert(at + 2, " ");
  }
  return quoted(text);
}

std::string font_of(const ScriptWriter& script, double points, bool bold) {
  const char* name = script.is_svg() ? (bold ? svg_bold_font : svg_font) : bold ? bold_font : font;
  return fmt::format("font '{},{:.2f}'", name, points);
}

void put_head(ScriptWriter& script, const layout::HeadLayout& layout) {
  script.line("reset errors");
  script.line("reset session");
  if (script.is_svg()) {
    put_svg_to_nowhere(script);
  }
  script.line("set encoding utf8");
  put_terminal(script, layout.font_points);
  script.output_at = script.text.size();
  script.line("unset key");
  script.line("set label 1 {} at {} left noenhanced {} textcolor rgb '{}'",
              drawn_text(script, layout.title), script.at(layout.title_at.x, layout.title_at.y),
              font_of(script, layout.title_points, true), script.rgb(chart::Role::title));
  script.line(
      "set label 2 {} at {} left noenhanced textcolor rgb '{}'", drawn_text(script, layout.figures),
      script.at(layout.figures_at.x, layout.figures_at.y), script.rgb(chart::Role::figures));
}

void put_legend(ScriptWriter& script, const layout::HeadLayout& layout) {
  std::size_t number = 3;
  for (const layout::LegendItem& item : layout.legend) {
    script.line("set label {} '{}' at {} right textcolor rgb '{}'", number, item.text,
                script.at(item.text_end, layout.legend_y), script.rgb(chart::Role::legend));
    put_mark(script, item, layout, number);
    ++number;
  }
}

void put_margins(ScriptWriter& script, layout::Point begin, layout::Point end) {
  script.line("set lmargin at screen {:.6f}", begin.x / script.style.size.width);
  script.line("set rmargin at screen {:.6f}", end.x / script.style.size.width);
  script.line("set tmargin at screen {:.6f}", 1 - begin.y / script.style.size.height);
  script.line("set bmargin at screen {:.6f}", 1 - end.y / script.style.size.height);
}

}  // namespace dora::script
