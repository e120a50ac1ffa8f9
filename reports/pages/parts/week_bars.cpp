// Weeks as a row of bars that lead to their digests, for an SVG on a page.
#include "reports/pages/parts/week_bars.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::pages {
namespace {

double value_of(const model::FourKeys& keys, BarFigure figure) {
  const auto milliseconds = [](const std::optional<model::Spread>& spread) {
    return spread ? static_cast<double>(spread->median.count()) : 0.0;
  };
  switch (figure) {
    case BarFigure::deployments:
      return static_cast<double>(keys.counts.total());
    case BarFigure::failure_rate:
      return model::failure_rate(keys.counts).value_or(0);
    case BarFigure::lead_time:
      return milliseconds(keys.lead_time);
    case BarFigure::restore_time:
      break;
  }
  return milliseconds(keys.restore_time);
}

std::string words_of(const model::FourKeys& keys, BarFigure figure) {
  switch (figure) {
    case BarFigure::deployments:
      return keys.counts.total() == 0
                 ? "no deployments"
                 : fmt::format("{}, {} failed", model::counted(keys.counts.total(), "deployment"),
                               model::rate_text(keys.counts));
    case BarFigure::failure_rate:
      return keys.counts.total() == 0
                 ? "no deployments"
                 : fmt::format("{} of {} failed ({})", model::count_text(keys.counts.failed),
                               model::count_text(keys.counts.total()),
                               model::rate_text(keys.counts));
    case BarFigure::lead_time:
      return "median " + model::duration_text(model::median_of(keys.lead_time));
    case BarFigure::restore_time:
      break;
  }
  return "median " + model::duration_text(model::median_of(keys.restore_time));
}

/// At least 1 pixel for what is not 0.
int pixels(double value, double highest, int height) {
  return value > 0 ? std::max(1, static_cast<int>(std::lround(value / highest * height))) : 0;
}

}  // namespace

std::string short_week_name(model::Period week) {
  return fmt::format("week {}", iso_week(week).week);
}

WeekBars week_bars(const std::vector<WeekKeys>& weeks, BarFigure figure, model::Period current,
                   const BarStyle& style) {
  const int height = style.height;
  WeekBars result{static_cast<int>(weeks.size()) * style.step, height, style.step, {}};
  double highest = 0;
  for (const WeekKeys& each : weeks) {
    highest = std::max(highest, value_of(each.keys, figure));
  }
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    const model::FourKeys& keys = weeks[i].keys;
    WeekBar bar;
    bar.title = fmt::format("{}: {}", model::name(weeks[i].week), words_of(keys, figure));
    bar.title.front() = 'W';
    bar.page = fmt::format("{}/{}.html", style.folder, model::label(weeks[i].week));
    bar.x = static_cast<int>(i) * style.step;
    bar.height = pixels(value_of(keys, figure), highest, height);
    bar.y = height - bar.height;
    if (figure == BarFigure::deployments) {
      bar.failed_height = pixels(static_cast<double>(keys.counts.failed), highest, height);
    }
    bar.failed_y = height - bar.failed_height;
    bar.current = weeks[i].week == current;
    result.bars.push_back(std::move(bar));
  }
  return result;
}

templating::Record values_of(const WeekBars& bars, const char* root) {
  templating::Record record{{"has_bars", {!bars.bars.empty()}},
                            {"bars_width", {std::to_string(bars.width)}},
                            {"bars_height", {std::to_string(bars.height)}},
                            {"bar_width", {std::to_string(bars.step - 1)}}};
  record.push_back({"bars", templating::list_by(bars.bars, [&](const WeekBar& bar) {
                      return templating::Record{
                          {"title", {bar.title}},
                          {"page", {root + bar.page}},
                          {"x", {std::to_string(bar.x)}},
                          {"y", {std::to_string(bar.y)}},
                          {"height", {std::to_string(bar.height)}},
                          {"failed_y", {std::to_string(bar.failed_y)}},
                          {"failed_height", {std::to_string(bar.failed_height)}},
                          {"has_failed", {bar.failed_height > 0}},
                          {"is_current", {bar.current}}};
                    })});
  return record;
}

}  // namespace dora::pages
