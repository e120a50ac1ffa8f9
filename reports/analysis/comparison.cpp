// Compares the four keys of one period with those of other periods.
#include "reports/analysis/comparison.h"

#include <algorithm>

namespace dora::analysis {
namespace {

model::Ratio median_of(std::vector<model::Ratio> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : model::mean(values[middle - 1], values[middle]);
}

/// `value_of` returns an optional Ratio for a period.
template <class ValueOf>
std::optional<Baseline<model::Ratio>> median_over(const std::vector<model::FourKeys>& periods,
                                                  ValueOf value_of) {
  std::vector<model::Ratio> values;
  for (const model::FourKeys& period : periods) {
    if (const auto value = value_of(period)) {
      values.push_back(*value);
    }
  }
  const std::int64_t count = std::ssize(values);
  return count < least_baseline
             ? std::nullopt
             : std::optional(Baseline<model::Ratio>{median_of(std::move(values)), count});
}

std::optional<model::Ratio> milliseconds_of(const std::optional<model::Spread>& spread) {
  return spread && spread->count >= model::enough_deployments
             ? std::optional(model::Ratio{spread->median.count(), 1})
             : std::nullopt;
}

std::optional<model::Ratio> rate_of(const model::FourKeys& keys) {
  return keys.counts.total() >= model::enough_deployments ? model::failure_percent(keys.counts)
                                                          : std::nullopt;
}

std::optional<Baseline<model::Duration>> durations_of(
    const std::optional<Baseline<model::Ratio>>& milliseconds) {
  return milliseconds
             ? std::optional(Baseline<model::Duration>{
                   model::Duration(model::rounded(milliseconds->median, 0)), milliseconds->periods})
             : std::nullopt;
}

}  // namespace

std::optional<Comparison> compare_full(const model::History& history, const Calendar& calendar,
                                       const statistics::DispersionPrior& prior) {
  if (!calendar.current) {
    return std::nullopt;
  }
  Comparison result;
  result.current = four_keys(history, span_of(*calendar.current));
  if (calendar.previous) {
    result.previous = four_keys(history, span_of(*calendar.previous));
    auto variation = variation_before(history, calendar.granularity, calendar.first_full,
                                      calendar.current->begin);
    if (variation) {
      variation = moderated(*variation, prior);
    }
    result.verdicts =
        verdicts_of(history, span_of(*calendar.current), span_of(*calendar.previous), variation);
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
  usual.failure_rate = median_over(periods, rate_of);
  usual.lead_time = durations_of(median_over(
      periods, [](const model::FourKeys& keys) { return milliseconds_of(keys.lead_time); }));
  usual.restore_time = durations_of(median_over(
      periods, [](const model::FourKeys& keys) { return milliseconds_of(keys.restore_time); }));
  return usual;
}

std::optional<model::Ratio> deployments_a_day(const model::FourKeys& keys) {
  return keys.days > 0 ? std::optional(model::Ratio{keys.counts.total(), keys.days}) : std::nullopt;
}

}  // namespace dora::analysis
