// Writes the gnuplot script of a chart; a pure function that starts nothing.
#include "renderer/gnuplot_script.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "collector/model/summary.h"

namespace dora::renderer {
namespace {

constexpr const char* blue = "#4C78A8";
constexpr const char* light_blue = "#B3C6DA";
constexpr const char* red = "#E45756";
constexpr const char* light_red = "#F3B5B4";
constexpr const char* line_color = "#252525";
constexpr const char* title_color = "#111111";
constexpr const char* figures_color = "#626262";
constexpr const char* legend_color = "#313131";
constexpr const char* tic_color = "#515151";
constexpr const char* axis_color = "#9A9A9A";
constexpr const char* grid_color = "#EBEBEB";
constexpr double line_width = 1.5;
constexpr double point_size = 0.6;
constexpr double half_bar = 0.36;  ///< Of the room for one period.

/// What the parts of a script are written from and to.
struct Writer {
  const chart::Chart& chart;
  const ChartLayout& layout;
  Size size;
  std::string text;

  template <class... Arguments>
  void line(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Arguments>(arguments)...);
    text += '\n';
  }
  /// A point of the picture, as gnuplot counts: from the lower left corner, 0 to 1.
  std::string at(double x, double y) const {
    return fmt::format("screen {:.6f},{:.6f}", x / size.width, 1 - y / size.height);
  }
};

void put_head(Writer& script, std::string_view output) {
  const ChartLayout& layout = script.layout;
  script.line("reset errors");
  script.line("reset session");
  script.line("set encoding utf8");
  script.line("set terminal pngcairo noenhanced size {},{} font 'DejaVu Sans,{:.2f}'",
              script.size.width, script.size.height, layout.font_points);
  script.line("set output {}", quoted(output));
  script.line("unset key");
  script.line(
      "set label 1 {} at {} left noenhanced font 'DejaVu Sans:Bold,{:.2f}' "
      "textcolor rgb '{}'",
      quoted(layout.title), script.at(layout.title_at.x, layout.title_at.y), layout.title_points,
      title_color);
  script.line("set label 2 {} at {} left noenhanced textcolor rgb '{}'", quoted(layout.figures),
              script.at(layout.figures_at.x, layout.figures_at.y), figures_color);
}

void put_mark(Writer& script, const LegendItem& item, std::size_t number) {
  const double y = script.layout.legend_y;
  if (item.mark == LegendMark::rate) {
    script.line("set arrow {} from {} to {} nohead linewidth {:.3f} linecolor rgb '{}'", number,
                script.at(item.mark_begin, y), script.at(item.mark_end, y),
                line_width * script.layout.scale, line_color);
    script.line("set label {} '' at {} point pointtype 7 pointsize {:.3f} linecolor rgb '{}'",
                number + 20, script.at((item.mark_begin + item.mark_end) / 2, y),
                point_size * script.layout.scale, line_color);
    return;
  }
  const double half = 3.5 * script.layout.scale;
  const auto patch = [&](std::size_t id, double begin, double end, const char* color) {
    script.line("set object {} rectangle from {} to {} fillcolor rgb '{}' fillstyle solid noborder",
                id, script.at(begin, y - half), script.at(end, y + half), color);
  };
  if (item.mark == LegendMark::unfinished) {
    const double middle = (item.mark_begin + item.mark_end) / 2;
    patch(number, item.mark_begin, middle, light_blue);
    patch(number + 20, middle, item.mark_end, light_red);
    return;
  }
  patch(number, item.mark_begin, item.mark_end, item.mark == LegendMark::failed ? red : blue);
}

void put_legend(Writer& script) {
  std::size_t number = 3;
  for (const LegendItem& item : script.layout.legend) {
    script.line("set label {} '{}' at {} right textcolor rgb '{}'", number, item.text,
                script.at(item.text_end, script.layout.legend_y), legend_color);
    put_mark(script, item, number);
    ++number;
  }
}

void put_margins(Writer& script) {
  const ChartLayout& layout = script.layout;
  script.line("set lmargin at screen {:.6f}", layout.plot_begin.x / script.size.width);
  script.line("set rmargin at screen {:.6f}", layout.plot_end.x / script.size.width);
  script.line("set tmargin at screen {:.6f}", 1 - layout.plot_begin.y / script.size.height);
  script.line("set bmargin at screen {:.6f}", 1 - layout.plot_end.y / script.size.height);
}

/// Every tic is listed, so that neither gnuplot's own steps nor its number formats decide.
void put_tics(Writer& script) {
  std::string list;
  const ValueAxis& counts = script.layout.counts;
  for (std::int64_t value = 0; value <= counts.top; value += counts.step) {
    list += fmt::format("{}'{}' {}", list.empty() ? "" : ", ", model::count_text(value), value);
  }
  script.line("set ytics ({})", list);
  list.clear();
  for (int percent = 0; percent <= 100; percent += script.layout.rate_step) {
    // gnuplot reads a tic's text as a number format: two percent signs make one.
    list += fmt::format("{}'{}%%' {}", list.empty() ? "" : ", ", percent, percent);
  }
  script.line("set y2tics ({})", list);
  list.clear();
  for (const PeriodLabel& label : script.layout.labels) {
    // Words of ours: the double quotes are for the line's end.
    const std::string group = label.group.empty() ? "" : "\\n" + label.group;
    list += fmt::format("{}\"{}{}\" {}", list.empty() ? "" : ", ", label.text, group, label.place);
  }
  script.line("set xtics ({})", list);
}

void put_axes(Writer& script) {
  put_margins(script);
  script.line("set border 1 linewidth 1 linecolor rgb '{}'", axis_color);
  const double middle = (static_cast<double>(script.chart.bars.size()) - 1) / 2;
  const double half = script.layout.places / 2;
  script.line("set xrange [{:.1f}:{:.1f}]", middle - half, middle + half);
  script.line("set yrange [0:{}]", script.layout.counts.top);
  script.line("set y2range [0:100]");
  script.line("set tics nomirror scale 0 textcolor rgb '{}'", tic_color);
  script.line("set grid noxtics ytics linetype 1 linewidth 1 linecolor rgb '{}'", grid_color);
  put_tics(script);
}

/// The bars of one colour: where each stands, its lower and its upper end. Nothing when there are
/// none: gnuplot calls an empty list an error.
std::string bars_data(const chart::Chart& chart, bool failed, bool unfinished) {
  std::string data;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const chart::Bar& bar = chart.bars[i];
    const std::int64_t height = failed ? bar.counts.failed : bar.counts.successful;
    if (height > 0 && bar.unfinished == unfinished) {
      const std::int64_t from = failed ? bar.counts.successful : 0;
      fmt::format_to(std::back_inserter(data), "{} {} {}\n", i, from, from + height);
    }
  }
  return data;
}

/// An empty line ends a stroke: periods without deployments have no rate.
std::string rate_data(const chart::Chart& chart) {
  std::string data;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    if (const auto rate = model::failure_rate(chart.bars[i].counts)) {
      fmt::format_to(std::back_inserter(data), "{} {:.4f}\n", i, *rate);
    } else if (!data.empty() && !data.ends_with("\n\n")) {
      data += '\n';
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
  const auto add = [&](const char* name, const std::string& data, const std::string& style) {
    if (!data.empty()) {
      script.text += fmt::format("{} << EOD\n{}EOD\n", name, data);
      plots += fmt::format("{}{} using {}", plots.empty() ? "plot " : ", \\\n  ", name, style);
    }
  };
  // Where a place is hardly wider than a pixel, gaps between bars would only make them pale.
  const double half = script.layout.place_width < 3 ? 0.5 : half_bar;
  const auto bar_style = [half](const char* color) {
    return fmt::format("1:2:($1-{0}):($1+{0}):2:3 with boxxyerror linecolor rgb '{1}'", half,
                       color);
  };
  add("$successful", bars_data(script.chart, false, false), bar_style(blue));
  add("$failed", bars_data(script.chart, true, false), bar_style(red));
  add("$successful_so_far", bars_data(script.chart, false, true), bar_style(light_blue));
  add("$failed_so_far", bars_data(script.chart, true, true), bar_style(light_red));
  const double thin = script.layout.scale * thinness(script);
  add("$rate", rate_data(script.chart),
      fmt::format("1:2 axes x1y2 with linespoints linewidth {:.3f} pointtype 7 pointsize {:.3f} "
                  "linecolor rgb '{}'",
                  line_width * thin, point_size * thin, line_color));
  script.line("set style fill solid noborder");
  script.line("{}", plots);
}

/// A card instead of axes: gnuplot needs something to plot, so it plots nothing visible.
void put_empty_card(Writer& script) {
  const ChartLayout& layout = script.layout;
  put_margins(script);
  script.line(
      "set label 3 'No deployments' at {} center font 'DejaVu Sans,{:.2f}' "
      "textcolor rgb '{}'",
      script.at(script.size.width / 2.0, (layout.plot_begin.y + layout.plot_end.y) / 2),
      layout.title_points, figures_color);
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:1]");
  script.line("set yrange [0:1]");
  script.line("plot -1 linecolor rgb '#FFFFFF'");
}

}  // namespace

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    result += c == '\'' ? std::string("'.\"'\".'") : std::string(1, c);
  }
  return result + "'";
}

std::string gnuplot_script(const chart::Chart& chart, Size size, std::string_view output) {
  const ChartLayout layout = layout_of(chart, size);
  Writer script{chart, layout, size, {}};
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
  return std::move(script.text);
}

}  // namespace dora::renderer
