// Writes the gnuplot script of a chart; a pure function that starts nothing.
#include "renderer/gnuplot_script.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/model/summary.h"
#include "renderer/chart_layout.h"
#include "renderer/theme.h"

namespace dora::renderer {
namespace {

constexpr const char* font = "DejaVu Sans";
constexpr const char* bold_font = "DejaVu Sans:Bold";
// Where an SVG is looked at there may be another font. gnuplot takes what follows a comma for the
// size, so the commas of this list are written as XML has it.
constexpr const char* svg_font = "DejaVu Sans&#44;Verdana&#44;sans-serif";
constexpr const char* svg_bold_font = "DejaVu Sans&#44;Verdana&#44;sans-serif Bold";
constexpr double line_width = 1.5;
constexpr double point_size = 0.6;
constexpr double half_bar = 0.36;  ///< Of the room for one period.

/// fmt writes straight into it; a growing string takes longer.
using Text = fmt::memory_buffer;

template <class... Arguments>
void put(Text& text, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
  fmt::format_to(fmt::appender(text), format, std::forward<Arguments>(arguments)...);
}

std::string_view view(const Text& text) {
  return {text.data(), text.size()};
}

/// What the parts of a script are written from and to.
struct Writer {
  const chart::Chart& chart;
  const ChartLayout& layout;
  const PictureStyle& style;
  Text text{};

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    put(text, format, std::forward<Arguments>(arguments)...);
    text.push_back('\n');
  }
  /// A point of the picture, as gnuplot counts: from the lower left corner, 0 to 1.
  std::string at(double x, double y) const {
    return fmt::format("screen {:.6f},{:.6f}", x / style.size.width, 1 - y / style.size.height);
  }
  std::string rgb(Role role) const { return fmt::format("#{:06X}", color_of(style.theme, role)); }
  bool is_svg() const { return style.format == PictureFormat::svg; }
};

/// gnuplot 5.4 begins an SVG with the last colour of the one before; this one's is always the same.
void put_svg_to_nowhere(Writer& script) {
  script.line("set terminal svg");
  script.line("set output '/dev/null'");
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:1]");
  script.line("set yrange [0:1]");
  script.line("plot -1 notitle linecolor rgb '#FFFFFF'");
  script.line("reset session");
}

/// Everything grows with the terminal's own scales, so that what is drawn on it knows of none.
void put_terminal(Writer& script) {
  const Size size = size_of(script.style);
  const int scale = script.style.scale;
  if (script.is_svg()) {
    // Its sizes of text are pixels.
    script.line(
        "set terminal svg noenhanced size {},{} fixed name 'chart' fontscale {:.6f} "
        "background '{}' font '{},{:.2f}'",
        size.width, size.height, pixels_per_point, script.rgb(Role::background), svg_font,
        script.layout.font_points);
    return;
  }
  script.line(
      "set terminal pngcairo noenhanced size {},{} fontscale {} linewidth {} pointscale {} "
      "background '{}' font '{},{:.2f}'",
      size.width, size.height, scale, scale, scale, script.rgb(Role::background), font,
      script.layout.font_points);
}

/// The title of a service may hold anything printable. gnuplot escapes it for XML, but for `]]>`,
/// which XML knows outside of CDATA as an error only.
std::string title_for(const Writer& script) {
  std::string title = script.layout.title;
  std::size_t at = 0;
  while (script.is_svg() && (at = title.find("]]>", at)) != std::string::npos) {
    title.insert(at + 2, " ");
  }
  return quoted(title);
}

void put_head(Writer& script, std::string_view output) {
  const ChartLayout& layout = script.layout;
  script.line("reset errors");
  script.line("reset session");
  if (script.is_svg()) {
    put_svg_to_nowhere(script);
  }
  script.line("set encoding utf8");
  put_terminal(script);
  script.line("set output {}", quoted(output));
  script.line("unset key");
  script.line("set label 1 {} at {} left noenhanced font '{},{:.2f}' textcolor rgb '{}'",
              title_for(script), script.at(layout.title_at.x, layout.title_at.y),
              script.is_svg() ? svg_bold_font : bold_font, layout.title_points,
              script.rgb(Role::title));
  script.line("set label 2 {} at {} left noenhanced textcolor rgb '{}'", quoted(layout.figures),
              script.at(layout.figures_at.x, layout.figures_at.y), script.rgb(Role::figures));
}

void put_mark(Writer& script, const LegendItem& item, std::size_t number) {
  const double y = script.layout.legend_y;
  if (item.mark == LegendMark::rate) {
    script.line("set arrow {} from {} to {} nohead linewidth {:.3f} linecolor rgb '{}'", number,
                script.at(item.mark_begin, y), script.at(item.mark_end, y),
                line_width * script.layout.scale, script.rgb(Role::line));
    script.line("set label {} '' at {} point pointtype 7 pointsize {:.3f} linecolor rgb '{}'",
                number + 20, script.at((item.mark_begin + item.mark_end) / 2, y),
                point_size * script.layout.scale, script.rgb(Role::line));
    return;
  }
  const double half = 3.5 * script.layout.scale;
  const auto patch = [&](std::size_t id, double begin, double end, Role role) {
    script.line("set object {} rectangle from {} to {} fillcolor rgb '{}' fillstyle solid noborder",
                id, script.at(begin, y - half), script.at(end, y + half), script.rgb(role));
  };
  if (item.mark == LegendMark::unfinished) {
    const double middle = (item.mark_begin + item.mark_end) / 2;
    patch(number, item.mark_begin, middle, Role::successful_so_far);
    patch(number + 20, middle, item.mark_end, Role::failed_so_far);
    return;
  }
  patch(number, item.mark_begin, item.mark_end,
        item.mark == LegendMark::failed ? Role::failed : Role::successful);
}

void put_legend(Writer& script) {
  std::size_t number = 3;
  for (const LegendItem& item : script.layout.legend) {
    script.line("set label {} '{}' at {} right textcolor rgb '{}'", number, item.text,
                script.at(item.text_end, script.layout.legend_y), script.rgb(Role::legend));
    put_mark(script, item, number);
    ++number;
  }
}

void put_margins(Writer& script) {
  const ChartLayout& layout = script.layout;
  script.line("set lmargin at screen {:.6f}", layout.plot_begin.x / script.style.size.width);
  script.line("set rmargin at screen {:.6f}", layout.plot_end.x / script.style.size.width);
  script.line("set tmargin at screen {:.6f}", 1 - layout.plot_begin.y / script.style.size.height);
  script.line("set bmargin at screen {:.6f}", 1 - layout.plot_end.y / script.style.size.height);
}

/// Every tic is listed, so that neither gnuplot's own steps nor its number formats decide.
void put_tics(Writer& script) {
  Text list;
  const ValueAxis& counts = script.layout.counts;
  for (std::int64_t value = 0; value <= counts.top; value += counts.step) {
    put(list, "{}'{}' {}", list.size() == 0 ? "" : ", ", model::count_text(value), value);
  }
  script.line("set ytics ({})", view(list));
  list.clear();
  for (int percent = 0; percent <= 100; percent += script.layout.rate_step) {
    // gnuplot reads a tic's text as a number format: two percent signs make one.
    put(list, "{}'{}%%' {}", list.size() == 0 ? "" : ", ", percent, percent);
  }
  script.line("set y2tics ({})", view(list));
  list.clear();
  for (const PeriodLabel& label : script.layout.labels) {
    // Words of ours: the double quotes are for the line's end.
    const std::string group = label.group.empty() ? "" : "\\n" + label.group;
    put(list, "{}\"{}{}\" {}", list.size() == 0 ? "" : ", ", label.text, group, label.place);
  }
  script.line("set xtics ({})", view(list));
}

void put_axes(Writer& script) {
  put_margins(script);
  script.line("set border 1 linewidth 1 linecolor rgb '{}'", script.rgb(Role::axis));
  const double middle = (static_cast<double>(script.chart.bars.size()) - 1) / 2;
  const double half = script.layout.places / 2;
  script.line("set xrange [{:.1f}:{:.1f}]", middle - half, middle + half);
  script.line("set yrange [0:{}]", script.layout.counts.top);
  script.line("set y2range [0:100]");
  script.line("set tics nomirror scale 0 textcolor rgb '{}'", script.rgb(Role::tics));
  script.line("set grid noxtics ytics linetype 1 linewidth 1 linecolor rgb '{}'",
              script.rgb(Role::grid));
  put_tics(script);
}

/// The bars of one colour: the left, right, lower and upper end of each, so that gnuplot has
/// nothing to compute (every expression costs it three system calls). Nothing when there are none:
/// gnuplot calls an empty list an error.
Text bars_data(const chart::Chart& chart, double half, bool failed, bool unfinished) {
  Text data;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const chart::Bar& bar = chart.bars[i];
    const std::int64_t height = failed ? bar.counts.failed : bar.counts.successful;
    if (height > 0 && bar.unfinished == unfinished) {
      const std::int64_t from = failed ? bar.counts.successful : 0;
      const auto place = static_cast<double>(i);
      put(data, "{:.2f} {:.2f} {} {}\n", place - half, place + half, from, from + height);
    }
  }
  return data;
}

/// An empty line ends a stroke: periods without deployments have no rate.
Text rate_data(const chart::Chart& chart) {
  Text data;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    if (const auto rate = model::failure_rate(chart.bars[i].counts)) {
      put(data, "{} {:.4f}\n", i, *rate);
    } else if (data.size() > 0 && !view(data).ends_with("\n\n")) {
      data.push_back('\n');
    }
  }
  return data;
}

/// Line and points shrink where periods are so many that they would hide the bars.
double thinness(const Writer& script) {
  return std::clamp(script.layout.place_width / script.layout.scale / 12, 0.4, 1.0);
}

void put_plot(Writer& script) {
  std::string plots;
  const auto add = [&](const char* name, const Text& data, const std::string& style) {
    if (data.size() > 0) {
      put(script.text, "{} << EOD\n{}EOD\n", name, view(data));
      plots += fmt::format("{}{} using {}", plots.empty() ? "plot " : ", \\\n  ", name, style);
    }
  };
  // Where a place is hardly wider than a pixel, gaps between bars would only make them pale.
  const double half = script.layout.place_width < 3 ? 0.5 : half_bar;
  const auto add_bars = [&](const char* name, bool failed, bool unfinished, Role role) {
    add(name, bars_data(script.chart, half, failed, unfinished),
        fmt::format("1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '{}'", script.rgb(role)));
  };
  add_bars("$successful", false, false, Role::successful);
  add_bars("$failed", true, false, Role::failed);
  add_bars("$successful_so_far", false, true, Role::successful_so_far);
  add_bars("$failed_so_far", true, true, Role::failed_so_far);
  const double thin = script.layout.scale * thinness(script);
  add("$rate", rate_data(script.chart),
      fmt::format("1:2 axes x1y2 notitle with linespoints linewidth {:.3f} pointtype 7 "
                  "pointsize {:.3f} linecolor rgb '{}'",
                  line_width * thin, point_size * thin, script.rgb(Role::line)));
  script.line("set style fill solid noborder");
  script.line("{}", plots);
}

/// A card instead of axes: gnuplot needs something to plot, so it plots nothing visible.
void put_empty_card(Writer& script) {
  const ChartLayout& layout = script.layout;
  put_margins(script);
  script.line(
      "set label 3 'No deployments' at {} center font '{},{:.2f}' textcolor rgb '{}'",
      script.at(script.style.size.width / 2.0, (layout.plot_begin.y + layout.plot_end.y) / 2),
      script.is_svg() ? svg_font : font, layout.title_points, script.rgb(Role::figures));
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:1]");
  script.line("set yrange [0:1]");
  script.line("plot -1 notitle linecolor rgb '{}'", script.rgb(Role::background));
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? std::string("'.\"'\".'") : std::string(1, c);
  }
  return result + "'";
}

std::string gnuplot_script(const chart::Chart& chart, const PictureStyle& style,
                           std::string_view output) {
  const ChartLayout layout = layout_of(chart, style.size);
  Writer script{chart, layout, style};
  script.text.reserve(8192);
  put_head(script, output);
  if (chart::tallest_bar(chart) == 0) {
    put_empty_card(script);
  } else {
    put_legend(script);
    put_axes(script);
    put_plot(script);
  }
  script.line("unset output");
  return fmt::to_string(script.text);
}

}  // namespace dora::renderer
