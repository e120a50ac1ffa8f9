// Compares the four keys of one period with those of other periods.
#include "reports/analysis/comparison.h"

#include <algorithm>

namespace dora::analysis {
namespace {

std::optional<model::Ratio> median_of(std::vector<model::Ratio> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : model::mean(values[middle - 1], values[middle]);
}

/// `value_of` returns an optional Ratio for a period.
template <class ValueOf>
std::optional<model::Ratio> median_over(const std::vector<model::FourKeys>& periods,
                                        ValueOf value_of) {
  std::vector<model::Ratio> values;
  for (const model::FourKeys& period : periods) {
    if (const auto value = value_of(period)) {
      values.push_back(*value);
    }
  }
  return median_of(std::move(values));
}

std::optional<model::Ratio> milliseconds_of(const std::optional<model::Spread>& spread) {
  return spread ? std::optional(model::Ratio{spread->median.count(), 1}) : std::nullopt;
}

std::optional<model::Duration> duration_of(const std::optional<model::Ratio>& milliseconds) {
  return milliseconds ? std::optional(model::Duration(model::rounded(*milliseconds, 0)))
                      : std::nullopt;
}

bool are_enough(std::int64_t a, std::int64_t b) {
  return std::min(a, b) >= model::enough_deployments;
}

bool are_apart(const std::optional<model::Interval>& a, const std::optional<model::Interval>& b) {
  return a && b && (a->low > b->high || b->low > a->high);
}

}  // namespace

std::optional<Comparison> compare_full(const model::History& history, const Calendar& calendar) {
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

std::optional<Comparison> compare_running(const model::History& history, const Calendar& calendar) {
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

BaselineKeys usual_keys(const std::vector<model::FourKeys>& periods) {
  BaselineKeys usual;
  usual.deployments_a_day = median_over(periods, deployments_a_day);
  usual.failure_rate = median_over(
      periods, [](const model::FourKeys& keys) { return model::failure_percent(keys.counts); });
  usual.lead_time = duration_of(median_over(
      periods, [](const model::FourKeys& keys) { return milliseconds_of(keys.lead_time); }));
  usual.restore_time = duration_of(median_over(
      periods, [](const model::FourKeys& keys) { return milliseconds_of(keys.restore_time); }));
  return usual;
}

std::optional<model::Ratio> deployments_a_day(const model::FourKeys& keys) {
  return keys.days > 0 ? std::optional(model::Ratio{keys.counts.total(), keys.days}) : std::nullopt;
}

bool frequencies_differ(const model::FourKeys& a, const model::FourKeys& b) {
  return are_enough(a.counts.total(), b.counts.total()) &&
         are_apart(model::frequency_interval(a), model::frequency_interval(b));
}

bool rates_differ(const model::Counts& a, const model::Counts& b) {
  return are_enough(a.total(), b.total()) &&
         are_apart(failure_rate_interval(a), failure_rate_interval(b));
}

bool medians_differ(const model::Spread& a, const model::Spread& b) {
  return are_enough(a.count, b.count) && (a.low > b.high || b.low > a.high);
}

}  // namespace dora::analysis
