// Draws deployments as bars: successful ones below, failed ones on top of them.
#include "renderer/layout/bars_drawing.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/layout/text_width.h"
#include "renderer/layout/value_axis.h"

namespace dora::layout {
namespace {

constexpr double half_bar = 0.37;  ///< Share of the room for one period.
constexpr double headroom = 1.06;  ///< Of the highest bar.
constexpr double name_above = 10;  ///< From a bar to the middle of its name, at scale 1.
constexpr std::size_t most_named_open = 3;

/// Which parts of bars share a colour.
struct BarPart {
  chart::Role role;
  bool failed;
  bool unfinished;
};

Boxes boxes_of(const PlotFrame& frame, const PeriodAxis& axis, const std::vector<chart::Bar>& bars,
               const BarPart& part, double top) {
  Boxes boxes{part.role, {}};
  // Where a place is hardly wider than a pixel, gaps between bars would only make them pale.
  const double half = axis.width * (axis.width < 3 ? 0.5 : half_bar);
  const double unit = (frame.plot.bottom - frame.plot.top) / top;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::int64_t height = part.failed ? bars[i].counts.failed : bars[i].counts.successful;
    if (height > 0 && bars[i].unfinished == part.unfinished) {
      const auto from = static_cast<double>(part.failed ? bars[i].counts.successful : 0);
      const double x = frame.plot.left + axis.middle_of(i);
      const double bottom = frame.plot.bottom - from * unit;
      boxes.boxes.push_back(
          {x - half, bottom - static_cast<double>(height) * unit, x + half, bottom});
    }
  }
  return boxes;
}

/// Above the middle of the bar, and of what is beside it.
void add_unfinished_name(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
                         const std::vector<chart::Bar>& bars, double top,
                         const Surroundings& around) {
  const auto found = std::ranges::find(bars, true, &chart::Bar::unfinished);
  if (found == bars.end()) {
    return;
  }
  const auto place = static_cast<std::size_t>(found - bars.begin());
  const std::string name = found->period.granularity == model::Granularity::day
                               ? "to date"
                               : short_period_name(found->period) + " to date";
  const double width = text_width(name, Weight::regular) * around.font_pixels();
  const double bar = axis.width * half_bar;
  const double middle = frame.plot.left + axis.middle_of(place);
  const double right = std::min(middle + width / 2, frame.plot.right);
  const double left = right - width;
  std::int64_t highest = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = frame.plot.left + axis.middle_of(i);
    if (x + bar > left && x - bar < right) {
      highest = std::max(highest, bars[i].counts.total());
    }
  }
  const double unit = (frame.plot.bottom - frame.plot.top) / top;
  const double y = frame.plot.bottom - static_cast<double>(highest) * unit;
  canvas.texts.push_back({{right, y - name_above * around.scale},
                          name,
                          Align::right,
                          around.font_points,
                          chart::Role::figures});
}

}  // namespace

CountAxis count_axis(std::int64_t highest, double height, double scale) {
  const ValueAxis steps = value_axis(highest, steps_in(height, scale));
  CountAxis axis;
  axis.top = static_cast<double>(std::max<std::int64_t>(highest, 1)) * headroom;
  for (std::int64_t value = 0; static_cast<double>(value) <= axis.top; value += steps.step) {
    axis.tics.push_back({static_cast<double>(value) / axis.top, model::count_text(value)});
  }
  return axis;
}

std::vector<model::Period> periods_of(const std::vector<chart::Bar>& bars) {
  std::vector<model::Period> periods;
  periods.reserve(bars.size());
  std::ranges::transform(bars, std::back_inserter(periods), &chart::Bar::period);
  return periods;
}

void add_bars(Canvas& canvas, const PlotFrame& frame, const PeriodAxis& axis,
              const std::vector<chart::Bar>& bars, double top, const Surroundings& around) {
  for (const BarPart& part :
       {BarPart{chart::Role::successful, false, false}, BarPart{chart::Role::failed, true, false},
        BarPart{chart::Role::successful_so_far, false, true},
        BarPart{chart::Role::failed_so_far, true, true}}) {
    canvas.shapes.emplace_back(boxes_of(frame, axis, bars, part, top));
  }
  add_unfinished_name(canvas, frame, axis, bars, top, around);
}

std::string open_text(const std::vector<chart::Bar>& bars) {
  std::int64_t total = 0;
  std::vector<std::string> named;
  for (const chart::Bar& bar : bars) {
    if (bar.open > 0) {
      total += bar.open;
      named.push_back(
          fmt::format("{} in {}", model::count_text(bar.open), short_period_name(bar.period)));
    }
  }
  if (total == 0) {
    return "";
  }
  const std::string text = model::count_text(total) + " still open";
  // The months are a clause of their own, which is left out where there is no room for it.
  return named.size() > most_named_open ? text
                                        : fmt::format("{} · {}", text, fmt::join(named, ", "));
}

}  // namespace dora::layout
