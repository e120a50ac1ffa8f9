// Writes rrdtool's input for drawing the services of a summary.json: commands that create its
// databases and, for each process, commands that draw.
//
// Usage: rrdtool_work SUMMARY FOLDER EVERY PROCESSES
// Takes every EVERYth service. FOLDER gets `prepare` and `draw-1` to `draw-PROCESSES`; rrdtool must
// run in FOLDER. Periods become steps of 30 days, since rrdtool has no months.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "collector/base/files/atomic_file.h"
#include "collector/model/summary_json.h"
#include "collector/model/wording.h"
#include "renderer/layout/value_axis.h"

namespace {

using dora::model::Counts;
using dora::model::Period;
using dora::model::ServiceSummary;

constexpr std::int64_t step = std::int64_t{30} * 86'400;
constexpr std::int64_t first_end = 600 * step;  ///< Of the first period: rrdtool counts from 1970.
constexpr int most_axis_steps = 8;

/// The counts of every period of the axis, without gaps.
std::vector<Counts> counts_of(const ServiceSummary& service, dora::model::PeriodRange range) {
  std::vector<Counts> counts(
      static_cast<std::size_t>(dora::model::steps_between(range.first, range.last) + 1));
  for (const dora::model::PeriodCounts& period : service.periods) {
    counts[static_cast<std::size_t>(dora::model::steps_between(range.first, period.period))] =
        period.counts;
  }
  return counts;
}

std::string prepare(const std::string& name, const std::vector<Counts>& counts) {
  std::string text = fmt::format(
      "create {}.rrd --start {} --step {} DS:ok:GAUGE:{}:0:U DS:failed:GAUGE:{}:0:U "
      "RRA:LAST:0.5:1:{}\nupdate {}.rrd",
      name, first_end - step, step, 2 * step, 2 * step, counts.size() + 1, name);
  std::int64_t end = first_end;
  for (const Counts& period : counts) {
    text += fmt::format(" {}:{}:{}", end, period.successful, period.failed);
    end += step;
  }
  return text + "\n";
}

std::string draw(const std::string& name, const std::vector<Counts>& counts) {
  Counts all;
  std::int64_t tallest = 0;
  for (const Counts& period : counts) {
    all += period;
    tallest = std::max(tallest, period.total());
  }
  const dora::layout::ValueAxis axis = dora::layout::value_axis(tallest, most_axis_steps);
  const std::string figures =
      fmt::format("{} deployments, {} failed", dora::model::count_text(all.total()),
                  dora::model::rate_text(all));
  return fmt::format(
      "graph {0}.png --imgformat PNG --full-size-mode --width 1000 --height 500 --start {1} "
      "--end {2} --title '{0}: {3}' --font 'DEFAULT:10:DejaVu Sans' --font 'TITLE:14:DejaVu Sans' "
      "--color BACK#FFFFFF --color CANVAS#FFFFFF --border 0 --lower-limit 0 --upper-limit {4} "
      "--rigid --grid-dash 1:0 --y-grid {5}:1 --x-grid DAY:30:DAY:30:DAY:30:2592000:%b "
      "--right-axis {6:.6f}:0 "
      "--right-axis-format %3.0lf%% "
      "DEF:ok={0}.rrd:ok:LAST DEF:failed={0}.rrd:failed:LAST "
      "CDEF:rate=failed,ok,failed,+,/,{4},* AREA:ok#4C78A8:Successful "
      "AREA:failed#E45756:Failed:STACK "
      "'LINE1.5:rate#252525:Failure rate'\n",
      name, first_end - step, first_end + step * (static_cast<std::int64_t>(counts.size()) - 1),
      figures, axis.top, axis.step, 100.0 / static_cast<double>(axis.top));
}

void write_work(char** arguments) {
  const dora::model::Summary summary = dora::model::read_summary(arguments[1]).summary;
  const std::string folder = arguments[2];
  const auto every = static_cast<std::size_t>(std::max(std::atoi(arguments[3]), 1));
  std::vector<std::string> draws(static_cast<std::size_t>(std::max(std::atoi(arguments[4]), 1)));
  std::string prepares;
  const auto range = dora::model::range_of(summary);
  std::size_t number = 0;
  for (std::size_t i = 0; range && i < summary.services.size(); i += every) {
    const std::vector<Counts> counts = counts_of(summary.services[i], *range);
    prepares += prepare(summary.services[i].service, counts);
    draws[number++ % draws.size()] += draw(summary.services[i].service, counts);
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
