// Chooses which periods of an axis are labelled, and how, so that no two labels touch.
#include "renderer/layout/period_labels.h"

#include <array>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "collector/model/wording.h"
#include "renderer/layout/text_width.h"

namespace dora::layout {
namespace {

using model::Granularity;
using model::Period;

enum class Unit { day, week, month, quarter, year };

/// Label every `every`-th unit, counted within its parent unit.
struct Step {
  Unit unit;
  int every;
};

/// A period's date as in its label: the number within the parent unit, and the year.
struct Numbers {
  int year = 0;
  int month = 1;
  int day = 1;
  int week = 1;
};

Numbers numbers_of(Period period) {
  if (period.granularity == Granularity::week) {
    // `2024-W05`: the ISO year differs from the calendar year around New Year.
    const std::string label = model::label(period);
    Numbers numbers;
    std::from_chars(label.data(), label.data() + 4, numbers.year);
    std::from_chars(label.data() + 6, label.data() + label.size(), numbers.week);
    return numbers;
  }
  const std::chrono::year_month_day date(period.begin);
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())), 1};
}

/// From fine to coarse; then come years, every 1st, 2nd, 5th, 10th, ...
std::vector<Step> steps_of(Granularity granularity) {
  std::vector<Step> steps;
  switch (granularity) {
    case Granularity::day:
      steps = {{Unit::day, 1},   {Unit::day, 2},   {Unit::day, 7},   {Unit::day, 14},
               {Unit::month, 1}, {Unit::month, 2}, {Unit::month, 3}, {Unit::month, 6}};
      break;
    case Granularity::week:
      steps = {
          {Unit::week, 1}, {Unit::week, 2}, {Unit::week, 4}, {Unit::week, 13}, {Unit::week, 26}};
      break;
    case Granularity::month:
      steps = {{Unit::month, 1}, {Unit::month, 2}, {Unit::month, 3}, {Unit::month, 6}};
      break;
    case Granularity::quarter:
      steps = {{Unit::quarter, 1}, {Unit::quarter, 2}};
      break;
  }
  for (const int every : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
    steps.push_back({Unit::year, every});
  }
  return steps;
}

/// Every n-th of 1, 2, ..., but none so late that the first of the next parent would come too soon:
/// the shortest parent has `shortest` members.
bool is_round(int number, int every, int shortest) {
  return every == 1 || ((number - 1) % every == 0 && number - 1 + every <= shortest);
}

bool is_labelled(const Numbers& numbers, Step step) {
  switch (step.unit) {
    case Unit::day:
      return is_round(numbers.day, step.every, 29);
    case Unit::week:
      return is_round(numbers.week, step.every, 52);
    case Unit::month:
      return numbers.day == 1 && is_round(numbers.month, step.every, 12);
    case Unit::quarter:
      return is_round((numbers.month - 1) / 3 + 1, step.every, 4);
    case Unit::year:
      break;
  }
  return numbers.day == 1 && numbers.month == 1 && numbers.week == 1 &&
         numbers.year % step.every == 0;
}

PeriodLabel label_of(std::size_t place, const Numbers& numbers, Unit unit) {
  const auto month =
      model::short_month_name(std::chrono::month(static_cast<unsigned>(numbers.month)));
  const std::string year = std::to_string(numbers.year);
  switch (unit) {
    case Unit::day:
      return {place, std::to_string(numbers.day), fmt::format("{} {}", month, year)};
    case Unit::week:
      return {place, fmt::format("W{}", numbers.week), year};
    case Unit::month:
      return {place, std::string(month), year};
    case Unit::quarter:
      return {place, fmt::format("Q{}", (numbers.month - 1) / 3 + 1), year};
    case Unit::year:
      break;
  }
  return {place, year, ""};
}

std::vector<PeriodLabel> labels_at(const std::vector<Period>& periods, Step step) {
  std::vector<PeriodLabel> labels;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Numbers numbers = numbers_of(periods[i]);
    if (is_labelled(numbers, step)) {
      labels.push_back(label_of(i, numbers, step.unit));
    }
  }
  return labels;
}

/// How much room two centred texts need, from middle to middle.
double needed(const std::string& left, const std::string& right, double gap) {
  return (text_width(left, Weight::regular) + text_width(right, Weight::regular)) / 2 + gap;
}

double distance(const PeriodLabel& left, const PeriodLabel& right, double place_width) {
  return static_cast<double>(right.place - left.place) * place_width;
}

bool fits(const std::vector<PeriodLabel>& labels, double place_width, double gap) {
  for (std::size_t i = 1; i < labels.size(); ++i) {
    if (distance(labels[i - 1], labels[i], place_width) <
        needed(labels[i - 1].text, labels[i].text, gap)) {
      return false;
    }
  }
  return true;
}

/// Keeps a group label where the group changes. Where two would touch, the later one stays: more
/// labels belong to it.
void thin_groups(std::vector<PeriodLabel>& labels, double place_width, double gap) {
  std::string current;
  PeriodLabel* previous = nullptr;
  for (PeriodLabel& label : labels) {
    if (label.group == current) {
      label.group.clear();
      continue;
    }
    current = label.group;
    if (previous != nullptr &&
        distance(*previous, label, place_width) < needed(previous->group, label.group, gap)) {
      previous->group.clear();
    }
    previous = &label;
  }
}

}  // namespace

std::string short_period_name(Period period) {
  return label_of(0, numbers_of(period), steps_of(period.granularity).front().unit).text;
}

std::vector<PeriodLabel> period_labels(const std::vector<Period>& periods, double place_width,
                                       double gap) {
  std::vector<PeriodLabel> labels;
  if (periods.empty()) {
    return labels;
  }
  const std::vector<Step> steps = steps_of(periods.front().granularity);
  for (const Step& step : steps) {
    labels = labels_at(periods, step);
    if (fits(labels, place_width, gap)) {
      break;
    }
  }
  if (labels.empty()) {  // A narrow chart of a range without a round period: label its beginning.
    labels.push_back(label_of(0, numbers_of(periods.front()), steps.front().unit));
  }
  thin_groups(labels, place_width, gap);
  return labels;
}

}  // namespace dora::layout
