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

/// Which of its times dates a deployment in a history: what counts in a period, or what happened in
/// it (result_time()).
enum class Dating : std::uint8_t { deployment_time, result_time };

/// What happened on which local day, in order of days.
struct History {
  struct Attempt {
    std::chrono::local_days day;
    bool failed = false;
    /// An earlier attempt is of the same merge request, for another service.
    bool repeated = false;
    std::optional<Duration> lead_time;  ///< Of successful ones with known times.
  };
  /// A merge request that is neither merged nor closed yet.
  struct Open {
    std::chrono::local_days day;  ///< Of its creation.
    Duration age;                 ///< When the data were collected.
    bool repeated = false;
  };
  struct Restore {
    std::chrono::local_days day;  ///< On which it was restored.
    Duration took;
  };
  std::vector<Attempt> attempts;
  std::vector<Open> open;  ///< Empty if dated by results: what is open has none.
  std::vector<std::chrono::local_days> failures;  ///< Days on which they began, restored or not.
  std::vector<Restore> restores;
};
/// Returns one attempt of a history, of a merge request that none came before.
History::Attempt attempt_of(const Deployment& deployment, const TimeZone& zone, Dating dating);
/// Returns the history of one service, without what is open.
History history_of(const std::vector<Deployment>& deployments, const TimeZone& zone,
                   Dating dating = Dating::deployment_time);
/// Returns the history of one service, tier by tier: in one pass, because a service may have a tier
/// for each deployment.
using TierHistories = std::map<std::string, History, std::less<>>;
TierHistories tier_histories(const std::vector<Deployment>& deployments, const TimeZone& zone);
/// Adds `more` to `history`, without marking repeated attempts; call sort_by_day() afterwards to
/// make it a valid History again.
void append(History& history, const History& more);
void sort_by_day(History& history);

/// `median` is the middle value (of an even number, the mean of the two middle ones), `p90` the
/// smallest value that at least 90% of all values do not exceed (nearest rank).
struct Spread {
  std::int64_t count = 0;
  Duration median{};
  Duration p90{};

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
  /// The merge requests that these deployments are of: fewer than deployments if one has several
  /// services. Confidence intervals are theirs, because one result is one observation.
  Counts merge_requests;
  std::int64_t still_open = 0;  ///< Deployments of the span that have no result yet.
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
/// In percent: the 95% score interval of a proportion (E. B. Wilson, Probable Inference, the Law
/// of Succession, and Statistical Inference, JASA 22 (1927), 209-212). Returns nullopt without
/// deployments.
std::optional<Interval> failure_rate_interval(const Counts& counts);

/// With fewer deployments a proportion says too little for a verdict.
inline constexpr std::int64_t enough_deployments = 5;

}  // namespace dora::model
