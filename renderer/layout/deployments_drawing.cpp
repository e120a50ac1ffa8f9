// Lays out a chart of deployments: bars above, the failure rate below, over one time axis.
#include "renderer/layout/deployments_drawing.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "collector/model/four_keys.h"
#include "collector/model/wording.h"
#include "renderer/layout/bars_drawing.h"
#include "renderer/layout/rate_drawing.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

constexpr double bars_share = 0.6;  ///< Of the height of both plots.

/// The two plots, one above the other.
struct Plots {
  PlotFrame bars;
  PlotFrame rates;
  CountAxis counts;
  RateAxis percent;
};

model::Counts total_of(const chart::Chart& chart) {
  model::Counts total;
  for (const chart::Bar& bar : chart.bars) {
    total.successful += bar.counts.successful;
    total.failed += bar.counts.failed;
  }
  return total;
}

Plots plots_of(const chart::Chart& chart, const Surroundings& around) {
  Plots plots;
  const bool rates = has_rates(chart.bars);
  const double head = panel_head * around.scale;
  const double bottom = around.bottom - labels_height * around.scale;
  const double room = bottom - around.top - (rates ? 2 : 1) * head;
  plots.bars.plot.top = around.top + head;
  plots.bars.plot.bottom = plots.bars.plot.top + (rates ? bars_share : 1) * room;
  plots.bars.has_periods = !rates;
  plots.rates.plot.top = plots.bars.plot.bottom + head;
  plots.rates.plot.bottom = bottom;
  const auto height = [](const Box& box) { return box.bottom - box.top; };
  plots.counts = count_axis(chart::tallest_bar(chart.bars), height(plots.bars.plot), around.scale);
  plots.bars.tics = plots.counts.tics;
  double left = room_for(plots.bars.tics, around);
  double right = around.right;
  if (rates) {
    plots.percent = rate_axis(chart.bars, height(plots.rates.plot), around.scale);
    plots.rates.tics = plots.percent.tics;
    left = std::max(left, room_for(plots.rates.tics, around));
    const std::string overall = overall_text(total_of(chart));
    right -= text_width(overall, Weight::regular) * around.font_pixels() + tic_gap * around.scale;
  }
  for (Box* plot : {&plots.bars.plot, &plots.rates.plot}) {
    plot->left = around.left + left;
    plot->right = right;
  }
  return plots;
}

/// The places of the marked periods, behind what is drawn there.
void add_marks(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
               const std::vector<chart::Mark>& marks) {
  if (marks.empty()) {
    return;
  }
  Boxes boxes{chart::Role::band, {}};
  for (const chart::Mark& mark : marks) {
    const double left = frame.plot.left + axis.middle_of(mark.first) - axis.width / 2;
    const double right = frame.plot.left + axis.middle_of(mark.last) + axis.width / 2;
    boxes.boxes.push_back({std::max(left, frame.plot.left), frame.plot.top,
                           std::min(right, frame.plot.right), frame.plot.bottom});
  }
  canvas.shapes.emplace_back(std::move(boxes));
}

/// `Shaded: Change freeze in Dec · Migration in Mar`; empty without marks.
std::string marks_text(const chart::Chart& chart) {
  std::string text;
  for (const chart::Mark& mark : chart.marks) {
    text += fmt::format("{}{} in {}", text.empty() ? "Shaded: " : " · ", mark.text,
                        short_period_name(chart.bars[mark.first].period));
  }
  return text;
}

void add_bars_name(Canvas& canvas, const chart::Chart& chart, double y,
                   const Surroundings& around) {
  TextLine line(canvas, around, {around.left, y});
  const auto granularity = model::to_string(chart.bars.front().period.granularity);
  line.add(fmt::format("Deployments a {}", granularity), chart::Role::title, false, around.right);
  line.add("successful", chart::Role::successful_text, true, around.right);
  line.add("failed", chart::Role::failed_text, true, around.right);
  line.add_clauses(open_text(chart.bars), around.right);
  line.add_clauses(marks_text(chart), around.right);
}

void add_rates_name(Canvas& canvas, double y, const Surroundings& around) {
  TextLine line(canvas, around, {around.left, y});
  line.add("Failure rate", chart::Role::title, false, around.right);
  line.add_clauses(
      fmt::format("Shaded: 95% interval; no point below {} deployments", model::enough_deployments),
      around.right);
}

}  // namespace

Canvas drawing_of(const chart::Chart& chart, const Frame& frame) {
  Canvas canvas;
  const Surroundings around = add_surroundings(canvas, chart, frame, scale_for(frame.size));
  if (chart::tallest_bar(chart.bars) == 0) {
    canvas.texts.push_back({{frame.size.width / 2.0, (around.top + around.bottom) / 2},
                            "No deployments",
                            Align::center,
                            14 * around.scale,
                            chart::Role::figures});
    return canvas;
  }
  const Plots plots = plots_of(chart, around);
  const auto name_at = [&](const PlotFrame& plot) {
    return plot.plot.top - (panel_head - panel_name_y) * around.scale;
  };
  const std::vector<model::Period> periods = periods_of(chart.bars);
  const PeriodAxis axis = axis_of(plots.bars, periods, around);
  add_bars_name(canvas, chart, name_at(plots.bars), around);
  add_marks(canvas, plots.bars, axis, chart.marks);
  add_frame(canvas, plots.bars, axis, around);
  add_bars(canvas, plots.bars, axis, chart.bars, plots.counts.top, around);
  if (has_rates(chart.bars)) {
    add_rates_name(canvas, name_at(plots.rates), around);
    add_frame(canvas, plots.rates, axis, around);
    add_rates(canvas, plots.rates, axis, chart.bars, plots.percent.top, around);
  }
  return canvas;
}

}  // namespace dora::layout
