// DORA's four keys over any span of days, computed from deployments alone.
//
// Merge requests say less than DORA asks for (https://dora.dev/guides/dora-metrics/): here, a
// failed deployment is an attempt closed without a merge, and lead time begins with the merge
// request, not with the first commit.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"
#include "collector/model/instant.h"
#include "collector/model/period.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"

namespace dora::model {

/// Half-open [begin, end) in local days.
struct DayRange {
  std::chrono::local_days begin;
  std::chrono::local_days end;

  std::int64_t days() const { return (end - begin).count(); }
  bool operator==(const DayRange&) const = default;
};
DayRange span_of(Period period);
/// Every day of a four-digit year.
inline constexpr DayRange all_days{std::chrono::local_days(std::chrono::days(-1'000'000)),
                                   std::chrono::local_days(std::chrono::days(10'000'000))};

/// Returns when the result was known: merged_at or closed_at, otherwise the deployment time.
Instant result_time(const Deployment& deployment);

/// Returns the time from created_at to merged_at or closed_at; nullopt if one is unknown or they
/// are contradictory.
std::optional<Duration> time_taken(const Deployment& deployment);

/// From a service's first failed deployment in a tier to its next successful one there.
struct Failure {
  std::string_view tier;  ///< Borrowed from the deployments.
  std::size_t first = 0;  ///< Index of the first deployment that failed.
  std::size_t last = 0;   ///< Index of the last one that failed before the restore.
  std::int64_t attempts = 0;
  std::optional<std::size_t> restored_by;  ///< nullopt: still open.

  bool operator==(const Failure&) const = default;
};
/// Returns one service's failures in the order in which they began. Results are ordered by
/// result_time, then iid.
std::vector<Failure> failures_of(const std::vector<Deployment>& deployments);

/// What happened on which local day, in order of days.
struct History {
  struct Attempt {
    std::chrono::local_days day;  ///< Day of the deployment time.
    bool failed = false;
    std::optional<Duration> lead_time;  ///< Of successful ones with known times.
  };
  struct Restore {
    std::chrono::local_days day;  ///< On which it was restored.
    Duration took;
  };
  std::vector<Attempt> attempts;
  std::vector<std::chrono::local_days> failures;  ///< Days on which they began, restored or not.
  std::vector<Restore> restores;
};
/// Returns the history of one service.
History history_of(const std::vector<Deployment>& deployments, const TimeZone& zone);
/// Returns the history of one service, tier by tier: in one pass, because a service may have a tier
/// for each deployment.
using TierHistories = std::map<std::string, History, std::less<>>;
TierHistories tier_histories(const std::vector<Deployment>& deployments, const TimeZone& zone);
/// Adds `more` to `history`; call sort_by_day() afterwards to make it a valid History again.
void append(History& history, const History& more);
void sort_by_day(History& history);

/// `median` is the middle value (the mean of the two middle ones), `p90` the smallest value that at
/// least 90 % of all values do not exceed. `low` and `high` are the 95 % confidence interval of the
/// median of the population sampled (ranks by the normal approximation of the binomial
/// distribution: distribution-free); for fewer than 6 values, the least and the greatest.
struct Spread {
  std::int64_t count = 0;
  Duration median{};
  Duration p90{};
  Duration low{};
  Duration high{};

  bool operator==(const Spread&) const = default;
};
/// Returns nullopt if there are no values.
std::optional<Spread> spread_of(std::vector<Duration> values);
std::optional<Duration> median_of(const std::optional<Spread>& spread);

/// A deployment counts on the day of its deployment time, a time to restore on the day it ended:
/// the figures of a past span do not change when a later failure is restored.
struct FourKeys {
  std::int64_t days = 0;
  Counts counts;
  std::optional<Spread> lead_time;
  std::optional<Spread> restore_time;
  std::int64_t open_failures = 0;  ///< Began before the end of the span and not restored by then.

  bool operator==(const FourKeys&) const = default;
};
FourKeys four_keys(const History& history, DayRange span);

struct Interval {
  double low = 0;
  double high = 0;
};
/// In percent: the 95 % score interval of a proportion (E. B. Wilson, Probable Inference, the Law
/// of Succession, and Statistical Inference, JASA 22 (1927), 209-212). Returns nullopt without
/// deployments.
std::optional<Interval> failure_rate_interval(const Counts& counts);

/// The same for the mean of a Poisson distribution, in deployments per day. Returns nullopt without
/// days.
std::optional<Interval> frequency_interval(const FourKeys& keys);

/// With fewer deployments a proportion says too little for a verdict.
inline constexpr std::int64_t enough_deployments = 5;

}  // namespace dora::model
