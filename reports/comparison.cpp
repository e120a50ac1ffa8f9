// The four keys of one period beside those of the periods it is compared with; knows no words.
#include "reports/comparison.h"

#include <algorithm>
#include <cmath>

namespace dora::reports {
namespace {

std::optional<double> median_of(std::vector<double> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// `value_of` gives an optional number for a period.
template <class ValueOf>
std::optional<double> median_over(const std::vector<FourKeys>& periods, ValueOf value_of) {
  std::vector<double> values;
  for (const FourKeys& period : periods) {
    if (const auto value = value_of(period)) {
      values.push_back(*value);
    }
  }
  return median_of(std::move(values));
}

std::optional<double> milliseconds_of(const std::optional<Spread>& spread) {
  return spread ? std::optional(static_cast<double>(spread->median.count())) : std::nullopt;
}

std::optional<Duration> duration_of(std::optional<double> milliseconds) {
  return milliseconds ? std::optional(Duration(std::llround(*milliseconds))) : std::nullopt;
}

}  // namespace

std::optional<Comparison> compare_full(const History& history, const Calendar& calendar) {
  if (!calendar.current) {
    return std::nullopt;
  }
  Comparison result;
  result.current = four_keys(history, span_of(*calendar.current));
  if (calendar.previous) {
    result.previous = four_keys(history, span_of(*calendar.previous));
  }
  for (const model::Period period : calendar.usual) {
    result.usual.push_back(four_keys(history, span_of(period)));
  }
  return result;
}

std::optional<Comparison> compare_running(const History& history, const Calendar& calendar) {
  if (!calendar.running) {
    return std::nullopt;
  }
  Comparison result;
  result.current = four_keys(history, calendar.running_days);
  if (calendar.running_before.days() > 0) {
    result.previous = four_keys(history, calendar.running_before);
  }
  return result;
}

UsualKeys usual_keys(const std::vector<FourKeys>& periods) {
  UsualKeys usual;
  usual.deployments_a_day = median_over(periods, deployments_a_day);
  usual.failure_rate =
      median_over(periods, [](const FourKeys& keys) { return model::failure_rate(keys.counts); });
  usual.lead_time = duration_of(
      median_over(periods, [](const FourKeys& keys) { return milliseconds_of(keys.lead_time); }));
  usual.restore_time = duration_of(median_over(
      periods, [](const FourKeys& keys) { return milliseconds_of(keys.restore_time); }));
  return usual;
}

std::optional<double> deployments_a_day(const FourKeys& keys) {
  return keys.days > 0 ? std::optional(static_cast<double>(keys.counts.total()) /
                                       static_cast<double>(keys.days))
                       : std::nullopt;
}

bool differ_beyond_chance(const model::Counts& a, const model::Counts& b) {
  if (a.total() < enough_deployments || b.total() < enough_deployments) {
    return false;
  }
  const auto one = failure_rate_interval(a);
  const auto other = failure_rate_interval(b);
  return one->low > other->high || other->low > one->high;
}

}  // namespace dora::reports
