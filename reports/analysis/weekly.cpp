// What happened in an ISO week: totals, failures begun and ended, new services, what is unusual.
#include "reports/analysis/weekly.h"

#include <algorithm>

#include "collector/base/cpu_quota.h"
#include "collector/base/parallel.h"

namespace dora::analysis {
namespace {

using std::chrono::local_days;

/// From the week of the first result or, with --since, the first full one.
std::vector<model::Period> full_weeks(const ReportData& data, const Analysis& analysis) {
  std::vector<model::Period> weeks;
  if (analysis.happened.attempts.empty()) {
    return weeks;
  }
  const auto& since = data.collection.counting.since;
  auto week =
      model::period_containing(analysis.happened.attempts.front().day, model::Granularity::week);
  for (; model::end(week) <= analysis.covered.end; week = model::advance(week, 1)) {
    if (!since || week.begin >= local_days(*since)) {
      weeks.push_back(week);
    }
  }
  return weeks;
}

/// For each event the day of the next success in its tier; later than any day if there is none.
std::vector<local_days> next_successes(const Events& events) {
  std::vector<local_days> next(events.tiers.size(), local_days::max());
  std::vector<local_days> result(events.events.size());
  for (std::size_t i = events.events.size(); i-- > 0;) {
    const Event& event = events.events[i];
    result[i] = next[event.tier];
    if (!event.failed) {
      next[event.tier] = event.day;
    }
  }
  return result;
}

}  // namespace

WeeklyDigests::WeeklyDigests(const ReportData& data, const Analysis& analysis)
    : analysis_(analysis),
      knows_first_(!data.collection.counting.since),
      weeks_(full_weeks(data, analysis)),
      lists_(weeks_.size()),
      findings_(weeks_.size()) {
  const Finder finder(data, analysis.tier_order, analysis.complete_from);
  sort_out(data, finder.events());
  base::in_parallel(weeks_.size(), base::usable_cpus(), [&](std::size_t i) {
    findings_[i] = finder.at(data.zone.begin_of(model::end(weeks_[i])));
  });
}

WeeklyDigests::WeeklyDigests(const WeeklyDigests& whole, const ReportData& part,
                             const Analysis& analysis, const std::vector<std::size_t>& services)
    : analysis_(analysis),
      knows_first_(whole.knows_first_),
      weeks_(full_weeks(part, analysis)),
      lists_(weeks_.size()),
      findings_(weeks_.size()) {
  std::vector<Events> events;
  events.reserve(part.deployments.size());
  for (const model::ServiceDeployments& service : part.deployments) {
    events.push_back(events_of(service.deployments, part.zone));
  }
  sort_out(part, events);
  // A part begins later than the whole and ends with it.
  const std::size_t before = whole.weeks_.size() - weeks_.size();
  for (std::size_t i = 0; i < weeks_.size(); ++i) {
    findings_[i] = part_of(whole.findings_[before + i], services);
  }
}

void WeeklyDigests::sort_out(const ReportData& data, const std::vector<Events>& events) {
  for (std::size_t service = 0; service < data.deployments.size(); ++service) {
    sort_out_failures(service, data);
    sort_out_deployments(service, events[service]);
  }
}

std::optional<std::size_t> WeeklyDigests::week_of(local_days day) const {
  if (weeks_.empty() || day < weeks_.front().begin || day >= model::end(weeks_.back())) {
    return std::nullopt;
  }
  return static_cast<std::size_t>((day - weeks_.front().begin) / std::chrono::weeks(1));
}

void WeeklyDigests::sort_out_failures(std::size_t service, const ReportData& data) {
  const auto& deployments = data.deployments[service].deployments;
  const auto week_of_result = [&](std::size_t index) {
    return week_of(data.zone.local_day(result_time(deployments[index])));
  };
  for (const model::Failure& failure : model::failures_of(deployments)) {
    const auto began = week_of_result(failure.first);
    const auto ended = failure.restored_by ? week_of_result(*failure.restored_by) : std::nullopt;
    if (began == ended) {
      continue;
    }
    if (began) {
      lists_[*began].newly_failing.push_back({service, failure});
    }
    if (ended) {
      lists_[*ended].recovered.push_back({service, failure});
    }
  }
}

void WeeklyDigests::sort_out_deployments(std::size_t service, const Events& events) {
  const std::vector<local_days> restored = next_successes(events);
  for (std::size_t i = 0; i < events.events.size(); ++i) {
    const Event& event = events.events[i];
    const auto week = week_of(event.day);
    if (week && i == 0 && knows_first_) {
      lists_[*week].fresh.push_back({service, event.deployment});
    }
    if (week && event.failed) {
      const bool still_failing = restored[i] >= model::end(weeks_[*week]);
      lists_[*week].failed.push_back({{service, event.deployment}, still_failing});
    }
  }
}

Week WeeklyDigests::digest(std::size_t index) const {
  Week week = lists_[index];
  week.week = weeks_[index];
  // Only weeks of which everything is known are compared with.
  const auto first =
      model::period_containing(analysis_.happened.attempts.front().day, model::Granularity::week);
  const local_days comparable = std::max(model::end(first), analysis_.complete_from);
  const Calendar calendar = calendar_of(model::Granularity::week,
                                        {weeks_.front().begin, model::end(week.week)}, comparable);
  week.totals = *compare_full(analysis_.happened, calendar, {});
  week.unusual = new_findings(findings_[index], index == 0 ? Findings() : findings_[index - 1]);
  return week;
}

}  // namespace dora::analysis
