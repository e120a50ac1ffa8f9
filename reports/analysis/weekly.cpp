// What happened in an ISO week: totals, movers, failures begun and ended, new and silent services.
#include "reports/analysis/weekly.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dora::analysis {
namespace {

using std::chrono::local_days;

/// The days that weeks can be made of: like the first period, the first week counts as full.
model::DayRange covered_for_weeks(const ReportData& data, const Analysis& analysis) {
  if (data.collection.counting.since || analysis.overall.attempts.empty()) {
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
  const model::DayRange covered = covered_for_weeks(data, analysis);
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
    : analysis_(analysis), weeks_(full_weeks(data, analysis)), lists_(weeks_.size()) {
  for (std::size_t service = 0; service < data.deployments.size(); ++service) {
    count(service);
    sort_out_failures(service, data);
    sort_out_deployments(service, data);
  }
}

std::optional<std::size_t> WeeklyDigests::week_of(local_days day) const {
  if (weeks_.empty() || day < weeks_.front().begin || day >= model::end(weeks_.back())) {
    return std::nullopt;
  }
  return static_cast<std::size_t>((day - weeks_.front().begin) / std::chrono::weeks(1));
}

void WeeklyDigests::count(std::size_t service) {
  std::vector<std::int32_t> counts(weeks_.size());
  for (const model::History::Attempt& attempt : analysis_.services[service].attempts) {
    if (const auto week = week_of(attempt.day)) {
      ++counts[*week];
    }
  }
  counts_.push_back(std::move(counts));
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

void WeeklyDigests::sort_out_deployments(std::size_t service, const ReportData& data) {
  const auto& deployments = data.deployments[service].deployments;
  for (std::size_t i = 0; i < deployments.size(); ++i) {
    const bool failed = deployments[i].status == model::DeploymentStatus::failed;
    if (i > 0 && !failed) {
      continue;
    }
    const auto week = week_of(data.zone.local_day(deployments[i].deployment_time));
    if (week && i == 0) {
      lists_[*week].fresh.push_back({service, i});
    }
    if (week && failed) {
      lists_[*week].failed.push_back({service, i});
    }
  }
}

Week WeeklyDigests::digest(std::size_t index) const {
  Week week = lists_[index];
  week.week = weeks_[index];
  const model::DayRange covered{weeks_.front().begin, model::end(week.week)};
  week.totals = *compare_full(analysis_.overall, calendar_of(model::Granularity::week, covered));
  add_movers(index, week);
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
    const bool enough = std::max<double>(*now, usual) >= model::enough_deployments;
    if (enough && std::abs(difference) > 3 * std::sqrt(usual)) {
      (difference > 0 ? week.up : week.down).push_back({service, *now, usual});
    }
    if (*now == 0 && std::find(before, now, 0) == now) {
      week.silent.push_back(service);
    }
  }
  keep_greatest_first(week.up);
  keep_greatest_first(week.down);
}

}  // namespace dora::analysis
