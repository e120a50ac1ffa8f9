// What happened in an ISO week: totals, movers, failures that began and ended, services that came
// and fell silent; knows no words and no page.
#include "reports/weekly.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dora::reports {
namespace {

using std::chrono::local_days;

bool is_in(local_days day, Span span) {
  return span.begin <= day && day < span.end;
}

/// The days that weeks can be made of: the first week counts as full, as the first period does.
Span covered_for_weeks(const ReportData& data, const Analysis& analysis) {
  if (data.collection.since || analysis.overall.attempts.empty()) {
    return analysis.covered;
  }
  const local_days first = analysis.overall.attempts.front().day;
  return {model::period_containing(first, model::Granularity::week).begin, analysis.covered.end};
}

std::vector<model::Period> full_weeks(const ReportData& data, const Analysis& analysis) {
  std::vector<model::Period> weeks;
  if (analysis.overall.attempts.empty()) {
    return weeks;
  }
  const Span covered = covered_for_weeks(data, analysis);
  auto week =
      model::period_containing(analysis.overall.attempts.front().day, model::Granularity::week);
  for (; model::end(week) <= covered.end; week = model::advance(week, 1)) {
    if (week.begin >= covered.begin) {
      weeks.push_back(week);
    }
  }
  return weeks;
}

void keep_greatest_first(std::vector<Mover>& movers) {
  std::stable_sort(movers.begin(), movers.end(), [](const Mover& a, const Mover& b) {
    const auto difference = [](const Mover& mover) {
      return std::abs(static_cast<double>(mover.deployments) - mover.usual);
    };
    return difference(a) > difference(b);
  });
}

}  // namespace

WeeklyDigests::WeeklyDigests(const ReportData& data, const Analysis& analysis)
    : data_(data), analysis_(analysis), weeks_(full_weeks(data, analysis)) {
  for (std::size_t i = 0; i < data.deployments.size(); ++i) {
    failures_.push_back(failures_of(data.deployments[i].deployments));
    count(i);
  }
}

void WeeklyDigests::count(std::size_t service) {
  std::vector<std::int32_t> counts(weeks_.size());
  for (const History::Attempt& attempt : analysis_.services[service].attempts) {
    const auto week = model::period_containing(attempt.day, model::Granularity::week);
    const int place = weeks_.empty() ? -1 : model::steps_between(weeks_.front(), week);
    if (place >= 0 && static_cast<std::size_t>(place) < counts.size()) {
      ++counts[static_cast<std::size_t>(place)];
    }
  }
  counts_.push_back(std::move(counts));
}

Week WeeklyDigests::digest(std::size_t index) const {
  Week week;
  week.week = weeks_[index];
  const Span covered{weeks_.front().begin, model::end(week.week)};
  week.totals = *compare_full(analysis_.overall, calendar_of(model::Granularity::week, covered));
  add_movers(index, week);
  add_failures(week);
  add_deployments(week);
  return week;
}

void WeeklyDigests::add_movers(std::size_t index, Week& week) const {
  if (index < mover_weeks) {
    return;
  }
  for (std::size_t service = 0; service < counts_.size(); ++service) {
    const auto now = counts_[service].begin() + static_cast<std::ptrdiff_t>(index);
    const auto before = now - mover_weeks;
    const double usual = static_cast<double>(std::accumulate(before, now, 0)) / mover_weeks;
    const double difference = *now - usual;
    const bool enough = std::max<double>(*now, usual) >= enough_deployments;
    if (enough && std::abs(difference) >= mover_difference &&
        std::abs(difference) > 3 * std::sqrt(usual)) {
      (difference > 0 ? week.up : week.down).push_back({service, *now, usual});
    }
    if (*now == 0 && std::find(before, now, 0) == now) {
      week.silent.push_back(service);
    }
  }
  keep_greatest_first(week.up);
  keep_greatest_first(week.down);
}

void WeeklyDigests::add_failures(Week& week) const {
  const Span span = span_of(week.week);
  for (std::size_t service = 0; service < failures_.size(); ++service) {
    const auto& deployments = data_.deployments[service].deployments;
    const auto day_of = [&](std::size_t index) {
      return data_.zone.local_day(result_time(deployments[index]));
    };
    for (const Failure& failure : failures_[service]) {
      const local_days began = day_of(failure.first);
      const local_days ended = failure.restored_by ? day_of(*failure.restored_by) : all_days.end;
      if (is_in(began, span) && ended >= span.end) {
        week.newly_failing.push_back({service, failure});
      } else if (began < span.begin && is_in(ended, span)) {
        week.recovered.push_back({service, failure});
      }
    }
  }
}

void WeeklyDigests::add_deployments(Week& week) const {
  const Span span = span_of(week.week);
  const model::Instant begin = data_.zone.begin_of(span.begin);
  const model::Instant end = data_.zone.begin_of(span.end);
  for (std::size_t service = 0; service < data_.deployments.size(); ++service) {
    const auto& deployments = data_.deployments[service].deployments;
    const auto from = [&](model::Instant instant) {
      return std::partition_point(
          deployments.begin(), deployments.end(),
          [&](const model::Deployment& each) { return each.deployment_time < instant; });
    };
    const auto last = from(end);
    for (auto each = from(begin); each < last; ++each) {
      const auto place = static_cast<std::size_t>(each - deployments.begin());
      if (place == 0) {
        week.fresh.push_back({service, place});
      }
      if (each->status == model::DeploymentStatus::failed) {
        week.failed.push_back({service, place});
      }
    }
  }
}

}  // namespace dora::reports
