// Writes the script of a chart of deployments: bars, failure rate, two axes.
#include "renderer/script/deployments_script.h"

#include <algorithm>

#include "collector/model/summary.h"
#include "collector/model/wording.h"
#include "renderer/layout/chart_layout.h"
#include "renderer/script/script_writer.h"

namespace dora::script {
namespace {

constexpr double half_bar = 0.36;  ///< Share of the room for one period.

/// Every tic is listed, so that gnuplot's own steps and number formats do not matter.
void put_tics(ScriptWriter& script, const layout::ChartLayout& layout) {
  ScriptText list;
  const layout::ValueAxis& counts = layout.counts;
  for (std::int64_t value = 0; value <= counts.top; value += counts.step) {
    put(list, "{}'{}' {}", list.size() == 0 ? "" : ", ", model::count_text(value), value);
  }
  script.line("set ytics ({})", view(list));
  list.clear();
  for (int percent = 0; percent <= 100; percent += layout.rate_step) {
    // gnuplot reads a tic's text as a number format: two percent signs make one.
    put(list, "{}'{}%%' {}", list.size() == 0 ? "" : ", ", percent, percent);
  }
  script.line("set y2tics ({})", view(list));
  list.clear();
  for (const layout::PeriodLabel& label : layout.periods.labels) {
    // Our own text: the double quotes are for the newline.
    const std::string group = label.group.empty() ? "" : "\\n" + label.group;
    put(list, "{}\"{}{}\" {}", list.size() == 0 ? "" : ", ", label.text, group, label.place);
  }
  script.line("set xtics ({})", view(list));
}

void put_axes(ScriptWriter& script, const layout::ChartLayout& layout) {
  put_margins(script, layout.plot_begin, layout.plot_end);
  script.line("set border 1 linewidth 1 linecolor rgb '{}'", script.rgb(chart::Role::axis));
  script.line("set xrange [{:.1f}:{:.1f}]", layout.periods.first,
              layout.periods.first + layout.periods.places);
  script.line("set yrange [0:{}]", layout.counts.top);
  script.line("set y2range [0:100]");
  script.line("set tics nomirror scale 0 textcolor rgb '{}'", script.rgb(chart::Role::tics));
  script.line("set grid noxtics ytics linetype 1 linewidth 1 linecolor rgb '{}'",
              script.rgb(chart::Role::grid));
  put_tics(script, layout);
}

/// The bars of one colour: left, right, lower and upper end of each, so that gnuplot has nothing to
/// compute (every expression costs it three system calls). Empty if there are none: gnuplot treats
/// an empty list as an error.
ScriptText bars_data(const chart::Chart& chart, double half, bool failed, bool unfinished) {
  ScriptText data;
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
ScriptText rate_data(const chart::Chart& chart) {
  ScriptText data;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    if (const auto rate = model::failure_rate(chart.bars[i].counts)) {
      put(data, "{} {:.4f}\n", i, *rate);
    } else if (data.size() > 0 && !view(data).ends_with("\n\n")) {
      data.push_back('\n');
    }
  }
  return data;
}

/// Line and points shrink when there are so many periods that they would hide the bars.
double thinness(const layout::ChartLayout& layout) {
  return std::clamp(layout.periods.width / layout.head.scale / 12, 0.4, 1.0);
}

void put_plot(ScriptWriter& script, const layout::ChartLayout& layout, const chart::Chart& chart) {
  std::string plots;
  const auto add = [&](const char* name, const ScriptText& data, const std::string& style) {
    if (data.size() > 0) {
      put(script.text, "{} << EOD\n{}EOD\n", name, view(data));
      plots += fmt::format("{}{} using {}", plots.empty() ? "plot " : ", \\\n  ", name, style);
    }
  };
  // Where a place is hardly wider than a pixel, gaps between bars would only make them pale.
  const double half = layout.periods.width < 3 ? 0.5 : half_bar;
  const auto add_bars = [&](const char* name, bool failed, bool unfinished, chart::Role role) {
    add(name, bars_data(chart, half, failed, unfinished),
        fmt::format("1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '{}'", script.rgb(role)));
  };
  add_bars("$successful", false, false, chart::Role::successful);
  add_bars("$failed", true, false, chart::Role::failed);
  add_bars("$successful_so_far", false, true, chart::Role::successful_so_far);
  add_bars("$failed_so_far", true, true, chart::Role::failed_so_far);
  const double thin = layout.head.scale * thinness(layout);
  add("$rate", rate_data(chart),
      fmt::format("1:2 axes x1y2 notitle with linespoints linewidth {:.3f} pointtype 7 "
                  "pointsize {:.3f} linecolor rgb '{}'",
                  layout::line_width * thin, layout::point_size * thin,
                  script.rgb(chart::Role::line)));
  script.line("set style fill solid noborder");
  script.line("{}", plots);
}

/// A card instead of axes: gnuplot has to plot something, so it plots something invisible.
void put_empty_card(ScriptWriter& script, const layout::ChartLayout& layout) {
  put_margins(script, layout.plot_begin, layout.plot_end);
  script.line(
      "set label 3 'No deployments' at {} center {} textcolor rgb '{}'",
      script.at(script.style.size.width / 2.0, (layout.plot_begin.y + layout.plot_end.y) / 2),
      font_of(script, layout.head.title_points, false), script.rgb(chart::Role::figures));
  script.line("unset border");
  script.line("unset tics");
  script.line("set xrange [0:1]");
  script.line("set yrange [0:1]");
  script.line("plot -1 notitle linecolor rgb '{}'", script.rgb(chart::Role::background));
}

}  // namespace

void put_deployments(ScriptWriter& script, const chart::Chart& chart) {
  const layout::ChartLayout layout = layout::layout_of(chart, script.style.size);
  put_head(script, layout.head);
  if (chart::tallest_bar(chart.bars) == 0) {
    put_empty_card(script, layout);
  } else {
    put_legend(script, layout.head);
    put_axes(script, layout);
    put_plot(script, layout, chart);
  }
}

}  // namespace dora::script
