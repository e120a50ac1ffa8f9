// DORA's four keys over any span of days, computed from deployments alone.
#include "collector/model/four_keys.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace dora::model {
namespace {

using std::chrono::local_days;

/// Leaves 2.5% of the normal distribution on each side.
constexpr double z_95 = 1.959963984540054;

bool has_failed(const Deployment& deployment) {
  return deployment.status == DeploymentStatus::failed;
}

/// Returns indexes of the deployments in the order of their results.
std::vector<std::size_t> by_result(const std::vector<Deployment>& deployments) {
  std::vector<std::size_t> order(deployments.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t index) {
    return std::tuple(result_time(deployments[index]), deployments[index].iid);
  };
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

template <class Entry>
void sort_entries(std::vector<Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.day < b.day; });
}

template <class Entry>
auto first_from(const std::vector<Entry>& entries, local_days day) {
  return std::partition_point(entries.begin(), entries.end(),
                              [&](const Entry& entry) { return entry.day < day; });
}

/// Adds everything to the history that `history_for` returns for its tier.
template <class HistoryFor>
void add_history(const std::vector<Deployment>& deployments, const TimeZone& zone, Dating dating,
                 HistoryFor history_for) {
  for (const Deployment& deployment : deployments) {
    history_for(deployment.tier).attempts.push_back(attempt_of(deployment, zone, dating));
  }
  for (const Failure& failure : failures_of(deployments)) {
    History& history = history_for(failure.tier);
    const Instant began = result_time(deployments[failure.first]);
    history.failures.push_back(zone.local_day(began));
    if (failure.restored_by) {
      const Instant ended = result_time(deployments[*failure.restored_by]);
      history.restores.push_back({zone.local_day(ended), ended - began});
    }
  }
}

}  // namespace

DayRange span_of(Period period) {
  return {period.begin, end(period)};
}

Instant result_time(const Deployment& deployment) {
  return deployment.finished_time.value_or(deployment.deployment_time);
}

std::optional<Duration> time_taken(const Deployment& deployment) {
  if (!deployment.created_time || !deployment.finished_time ||
      *deployment.finished_time < *deployment.created_time) {
    return std::nullopt;
  }
  return *deployment.finished_time - *deployment.created_time;
}

std::vector<Failure> failures_of(const std::vector<Deployment>& deployments) {
  std::vector<Failure> failures;
  std::map<std::string_view, std::size_t> open;  // Maps a tier to its open failure.
  for (const std::size_t index : by_result(deployments)) {
    const Deployment& deployment = deployments[index];
    const auto found = open.find(deployment.tier);
    if (has_failed(deployment) && found == open.end()) {
      open.emplace(deployment.tier, failures.size());
      failures.push_back({deployment.tier, index, index, 1, {}});
    } else if (has_failed(deployment)) {
      failures[found->second].last = index;
      ++failures[found->second].attempts;
    } else if (found != open.end()) {
      failures[found->second].restored_by = index;
      open.erase(found);
    }
  }
  return failures;
}

History::Attempt attempt_of(const Deployment& deployment, const TimeZone& zone, Dating dating) {
  const bool failed = has_failed(deployment);
  const Instant time =
      dating == Dating::result_time ? result_time(deployment) : deployment.deployment_time;
  return {zone.local_day(time), failed, false, failed ? std::nullopt : time_taken(deployment)};
}

History history_of(const std::vector<Deployment>& deployments, const TimeZone& zone,
                   Dating dating) {
  History history;
  add_history(deployments, zone, dating,
              [&](std::string_view /*tier*/) -> History& { return history; });
  sort_by_day(history);
  return history;
}

TierHistories tier_histories(const std::vector<Deployment>& deployments, const TimeZone& zone) {
  TierHistories tiers;
  add_history(deployments, zone, Dating::deployment_time, [&](std::string_view tier) -> History& {
    const auto found = tiers.find(tier);
    return found != tiers.end() ? found->second : tiers.emplace(tier, History()).first->second;
  });
  for (auto& [tier, history] : tiers) {
    sort_by_day(history);
  }
  return tiers;
}

void append(History& history, const History& more) {
  const auto put = [](auto& all, const auto& added) {
    all.insert(all.end(), added.begin(), added.end());
  };
  put(history.attempts, more.attempts);
  put(history.open, more.open);
  put(history.failures, more.failures);
  put(history.restores, more.restores);
}

void sort_by_day(History& history) {
  sort_entries(history.attempts);
  sort_entries(history.open);
  sort_entries(history.restores);
  std::sort(history.failures.begin(), history.failures.end());
}

std::optional<Spread> spread_of(std::vector<Duration> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  std::sort(values.begin(), values.end());
  const std::size_t count = values.size();
  const Duration upper = values[count / 2];
  const Duration median = count % 2 == 1 ? upper : (values[count / 2 - 1] + upper) / 2;
  const std::size_t rank = (9 * count + 9) / 10;  // Rounded up.
  return Spread{static_cast<std::int64_t>(count), median, values[rank - 1]};
}

std::optional<Duration> median_of(const std::optional<Spread>& spread) {
  return spread ? std::optional(spread->median) : std::nullopt;
}

FourKeys four_keys(const History& history, DayRange span) {
  FourKeys keys;
  keys.days = span.days();
  std::vector<Duration> lead_times;
  const auto attempts_end = first_from(history.attempts, span.end);
  for (auto each = first_from(history.attempts, span.begin); each < attempts_end; ++each) {
    const Counts one{each->failed ? 0 : 1, each->failed ? 1 : 0};
    keys.counts += one;
    keys.merge_requests += each->repeated ? Counts() : one;
    if (each->lead_time) {
      lead_times.push_back(*each->lead_time);
    }
  }
  keys.still_open = first_from(history.open, span.end) - first_from(history.open, span.begin);
  std::vector<Duration> restore_times;
  const auto restores_end = first_from(history.restores, span.end);
  for (auto each = first_from(history.restores, span.begin); each < restores_end; ++each) {
    restore_times.push_back(each->took);
  }
  const auto begun = std::lower_bound(history.failures.begin(), history.failures.end(), span.end);
  keys.open_failures =
      (begun - history.failures.begin()) - (restores_end - history.restores.begin());
  keys.lead_time = spread_of(std::move(lead_times));
  keys.restore_time = spread_of(std::move(restore_times));
  return keys;
}

std::optional<Interval> failure_rate_interval(const Counts& counts) {
  if (counts.total() == 0) {
    return std::nullopt;
  }
  constexpr double z = z_95;
  const auto n = static_cast<double>(counts.total());
  const double share = static_cast<double>(counts.failed) / n;
  const double scale = 1 / (1 + z * z / n);
  const double middle = scale * (share + z * z / (2 * n));
  const double half = scale * z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // Without failures the lower end is 0, and without successes the upper end is 1; rounding errors
  // in the formula would appear as "<0.1%".
  return Interval{counts.failed == 0 ? 0 : 100 * std::max(0.0, middle - half),
                  counts.successful == 0 ? 100 : 100 * std::min(1.0, middle + half)};
}

}  // namespace dora::model
