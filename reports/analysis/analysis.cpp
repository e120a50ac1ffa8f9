// The analysis that all pages share: histories of all services and tiers, and comparisons.
#include "reports/analysis/analysis.h"

#include <algorithm>

namespace dora::analysis {
namespace {

using std::chrono::local_days;

model::DayRange covered_days(const ReportData& data, const model::History& overall) {
  const local_days today = data.zone.local_day(data.collection.collected_at);
  const local_days end = data.collection.counting.until
                             ? std::min(today, local_days(*data.collection.counting.until))
                             : today;
  if (overall.attempts.empty()) {
    return {end, end};
  }
  const local_days first = overall.attempts.front().day;
  const local_days begin =
      data.collection.counting.since
          ? local_days(*data.collection.counting.since)
          : model::period_containing(first, data.collection.counting.granularity).begin;
  return {std::min(begin, end), end};
}

/// The last moment that the data cover.
model::Instant as_of(const ReportData& data) {
  const model::Instant collected = data.collection.collected_at;
  return data.collection.counting.until
             ? std::min(collected, data.zone.begin_of(local_days(*data.collection.counting.until)))
             : collected;
}

}  // namespace

Analysis analyse(const ReportData& data) {
  Analysis analysis;
  analysis.today = data.zone.local_day(data.collection.collected_at);
  analysis.services.reserve(data.deployments.size());
  for (const model::ServiceDeployments& service : data.deployments) {
    analysis.services.push_back(history_of(service.deployments, data.zone));
    append(analysis.overall, analysis.services.back());
    for (const auto& [tier, history] : model::tier_histories(service.deployments, data.zone)) {
      append(analysis.tiers[tier], history);
    }
  }
  sort_by_day(analysis.overall);
  for (auto& [tier, history] : analysis.tiers) {
    sort_by_day(history);
  }
  analysis.covered = covered_days(data, analysis.overall);
  analysis.calendar =
      calendar_of(analysis.overall, data.collection.counting.granularity, analysis.covered);
  const AttentionScope scope{as_of(data), analysis.covered, data.collection.counting.granularity};
  for (std::size_t i = 0; i < data.deployments.size(); ++i) {
    analysis.attention.push_back(
        attention_of(data.deployments[i].deployments, analysis.services[i], scope));
  }
  return analysis;
}

Calendar calendar_of(const model::History& history, model::Granularity granularity,
                     model::DayRange covered) {
  if (history.attempts.empty()) {
    return calendar_of(granularity, {covered.end, covered.end});
  }
  const local_days first =
      model::period_containing(history.attempts.front().day, granularity).begin;
  return calendar_of(granularity, {std::max(first, covered.begin), covered.end});
}

}  // namespace dora::analysis
