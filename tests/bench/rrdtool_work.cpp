// Writes rrdtool's input for drawing the services of a summary.json: commands that create its
// databases and, for each process, commands that draw.
//
// Usage: rrdtool_work SUMMARY FOLDER EVERY PROCESSES
// Takes every EVERYth service. FOLDER gets `prepare` and `draw-1` to `draw-PROCESSES`; rrdtool must
// run in FOLDER. Periods become steps of 30 days, since rrdtool has no months.
//
// rrdtool cannot put two plots into one picture. A chart is two pictures of the same pixels in all:
// the bars in the upper 60% of the height, the failure rate in the lower 40%; or the bars alone
// where no period has enough deployments for a rate. It has no dots, and shows the last value below
// the plot, not beside its point. Rates and intervals are in the databases, whose making is not
// measured.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "collector/base/files/atomic_file.h"
#include "collector/model/four_keys.h"
#include "collector/model/summary_json.h"
#include "renderer/chart/chart.h"
#include "renderer/layout/bars_drawing.h"
#include "renderer/layout/rate_drawing.h"
#include "renderer/plan/chart_plan.h"

namespace {

using dora::chart::Bar;

/// All periods in make_summary's files are over by then.
constexpr std::chrono::year_month_day as_of{std::chrono::year(2025), std::chrono::June,
                                            std::chrono::day(1)};
constexpr std::int64_t step = std::int64_t{30} * 86'400;
constexpr std::int64_t first_end = 600 * step;  ///< Of the first period: rrdtool counts from 1970.
constexpr int height = 500;
constexpr int bars_height = 300;
constexpr double plot_share = 0.6;  ///< Of a picture's height, about.

/// As rrdtool takes a period: successful, failed, rate, lower end of the interval, its width.
std::string values_of(const Bar& bar) {
  const auto interval = dora::model::failure_rate_interval(bar.counts);
  const std::string counts = fmt::format("{}:{}", bar.counts.successful, bar.counts.failed);
  return bar.counts.total() < dora::model::enough_deployments
             ? counts + ":U:U:U"
             : fmt::format("{}:{:.3f}:{:.3f}:{:.3f}", counts,
                           *dora::model::failure_rate(bar.counts), interval->low,
                           interval->high - interval->low);
}

std::string prepare(const std::string& name, const std::vector<Bar>& bars) {
  std::string text =
      fmt::format("create {}.rrd --start {} --step {}", name, first_end - step, step);
  for (const char* source : {"ok", "failed", "rate", "low", "band"}) {
    text += fmt::format(" DS:{}:GAUGE:{}:0:U", source, 2 * step);
  }
  text += fmt::format(" RRA:LAST:0.5:1:{}\nupdate {}.rrd", bars.size() + 1, name);
  std::int64_t end = first_end;
  for (const Bar& bar : bars) {
    text += fmt::format(" {}:{}", end, values_of(bar));
    end += step;
  }
  return text + "\n";
}

/// A picture's vertical axis: from 0 to `top`, with a line and a number every `step`.
struct Axis {
  double top;
  double step;
};

template <class LayoutAxis>
Axis axis_of(const LayoutAxis& axis) {
  return {axis.top, axis.tics.size() < 2 ? axis.top : axis.tics[1].height * axis.top};
}

/// What the commands of both pictures begin with.
std::string graph(const std::string& file, std::size_t periods, int pixels, const Axis& axis) {
  return fmt::format(
      "graph {}.png --imgformat PNG --full-size-mode --width 1000 --height {} --start {} --end {} "
      "--font 'DEFAULT:10:DejaVu Sans' --font 'TITLE:14:DejaVu Sans:Bold' "
      "--font 'WATERMARK:8:DejaVu Sans' --color BACK#FFFFFF --color CANVAS#FFFFFF "
      "--color GRID#EBEBEB --color MGRID#EBEBEB --color AXIS#9A9A9A --color ARROW#FFFFFF "
      "--border 0 --disable-rrdtool-tag --grid-dash 1:0 --lower-limit 0 --upper-limit {:.6g} "
      "--rigid --y-grid {:.6g}:1 ",
      file, pixels, first_end - step, first_end + step * (static_cast<std::int64_t>(periods) - 1),
      axis.top, axis.step);
}

constexpr const char* labelled_periods = "--x-grid DAY:30:DAY:30:DAY:30:2592000:%b ";
constexpr const char* maker = "--watermark 'made with rrdtool' ";

std::string draw_bars(const std::string& name, const dora::chart::Chart& chart, bool alone) {
  const int pixels = alone ? height : bars_height;
  const Axis axis = axis_of(
      dora::layout::count_axis(dora::chart::tallest_bar(chart.bars), plot_share * pixels, 1));
  return graph(name, chart.bars.size(), pixels, axis) +
         fmt::format(
             "--title '{}: {}' {}{}"
             "DEF:ok={}.rrd:ok:LAST DEF:failed={}.rrd:failed:LAST "
             "'COMMENT:Deployments a month' AREA:ok#4C78A8:successful "
             "AREA:failed#E45756:failed:STACK\n",
             chart.title, chart.figures, alone ? labelled_periods : "--x-grid none ",
             alone ? maker : "", name, name);
}

std::string draw_rates(const std::string& name, const dora::chart::Chart& chart) {
  dora::model::Counts all;
  for (const Bar& bar : chart.bars) {
    all += bar.counts;
  }
  const int pixels = height - bars_height;
  return graph(name + "-rate", chart.bars.size(), pixels,
               axis_of(dora::layout::rate_axis(chart.bars, plot_share * pixels, 1))) +
         fmt::format(
             "{}{}--left-axis-format '%.0lf %%' DEF:rate={}.rrd:rate:LAST "
             "DEF:low={}.rrd:low:LAST DEF:band={}.rrd:band:LAST VDEF:last=rate,LAST "
             "AREA:low AREA:band#DFE3E8:'95% interval':STACK "
             "'HRULE:{:.3f}#8A8A8A:{}' 'LINE1.8:rate#252525:Failure rate' "
             "'GPRINT:last:%.1lf %%'\n",
             labelled_periods, maker, name, name, name, *dora::model::failure_rate(all),
             dora::layout::overall_text(all));
}

std::string draw(const std::string& name, const dora::chart::Chart& chart) {
  const bool rates = dora::layout::has_rates(chart.bars);
  return draw_bars(name, chart, !rates) + (rates ? draw_rates(name, chart) : "");
}

void write_work(char** arguments) {
  const dora::model::Summary summary = dora::model::read_summary(arguments[1]).summary;
  const std::string folder = arguments[2];
  const auto every = static_cast<std::size_t>(std::max(std::atoi(arguments[3]), 1));
  std::vector<std::string> draws(static_cast<std::size_t>(std::max(std::atoi(arguments[4]), 1)));
  std::string prepares;
  const dora::plan::Axis axis = dora::plan::shared_axis(summary, as_of);
  std::size_t number = 0;
  for (std::size_t i = 0; !axis.periods.empty() && i < summary.services.size(); i += every) {
    const auto planned = dora::plan::plan_service(summary.services[i], axis);
    const auto& chart = std::get<dora::chart::Chart>(planned.chart);
    prepares += prepare(summary.services[i].service, chart.bars);
    draws[number++ % draws.size()] += draw(summary.services[i].service, chart);
  }
  dora::files::write_file(folder + "/prepare", prepares);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    dora::files::write_file(fmt::format("{}/draw-{}", folder, i + 1), draws[i]);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::cerr << "usage: rrdtool_work SUMMARY FOLDER EVERY PROCESSES\n";
    return 2;
  }
  try {
    write_work(arguments);
  } catch (const std::exception& error) {
    std::cerr << "rrdtool_work: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
