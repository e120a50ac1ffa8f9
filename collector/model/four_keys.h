// The four keys of DORA over any span of days, from deployments alone; knows no page and no words.
//
// What a merge request can tell is less than what DORA asks
// (https://dora.dev/guides/dora-metrics/): a failed deployment is an attempt that was closed
// without a merge, and the lead time begins with the merge request, not with the first commit.
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
/// Every day that a date of four digits for the year can name.
inline constexpr DayRange all_days{std::chrono::local_days(std::chrono::days(-1'000'000)),
                               std::chrono::local_days(std::chrono::days(10'000'000))};

/// When its result was known: merged_at or closed_at, else the deployment time.
Instant result_time(const Deployment& deployment);

/// From created_at to merged_at or closed_at; nothing where one is unknown or they contradict.
std::optional<Duration> time_taken(const Deployment& deployment);

/// From the first failed deployment of a service in a tier to the next successful one there.
struct Failure {
  std::string_view tier;  ///< Borrowed from the deployments.
  std::size_t first = 0;  ///< Of the deployments: the index of the first that failed.
  std::size_t last = 0;   ///< Of the last one that failed before it was restored.
  std::int64_t attempts = 0;
  std::optional<std::size_t> restored_by;  ///< Nothing: still open.

  bool operator==(const Failure&) const = default;
};
/// Of one service, by the time at which they began. Results are ordered by result_time, then iid.
std::vector<Failure> failures_of(const std::vector<Deployment>& deployments);

/// What happened on which local day, in order of days.
struct History {
  struct Attempt {
    std::chrono::local_days day;  ///< Of the deployment time.
    bool failed = false;
    std::optional<Duration> lead_time;  ///< Of successful ones whose times are known.
  };
  struct Restore {
    std::chrono::local_days day;  ///< On which it was restored.
    Duration took;
  };
  std::vector<Attempt> attempts;
  std::vector<std::chrono::local_days> failures;  ///< On which they began, restored or not.
  std::vector<Restore> restores;
};
/// Of one service.
History history_of(const std::vector<Deployment>& deployments, const TimeZone& zone);
/// Of one service, tier by tier: in one pass, for a service may have a tier for each deployment.
using TierHistories = std::map<std::string, History, std::less<>>;
TierHistories tier_histories(const std::vector<Deployment>& deployments, const TimeZone& zone);
/// Puts `more` into `history`; sort_by_day() afterwards makes it a History again.
void append(History& history, const History& more);
void sort_by_day(History& history);

/// `median` is the middle value (the mean of the two middle ones), `p90` the smallest value that at
/// least 90 % of all are not above. `low` and `high` are the values between which the median of
/// whatever the values are a sample of lies with 95 % (their ranks by the normal approximation of
/// the binomial distribution: distribution-free); of fewer than 6 values, the least and greatest.
struct Spread {
  std::int64_t count = 0;
  Duration median{};
  Duration p90{};
  Duration low{};
  Duration high{};

  bool operator==(const Spread&) const = default;
};
/// Nothing for no values.
std::optional<Spread> spread_of(std::vector<Duration> values);
std::optional<Duration> median_of(const std::optional<Spread>& spread);

/// A deployment counts on the day of its deployment time, a time to restore on the day on which it
/// ended: so the figures of a span that is over change no more when a later failure is restored.
struct FourKeys {
  std::int64_t days = 0;
  Counts counts;
  std::optional<Spread> lead_time;
  std::optional<Spread> restore_time;
  std::int64_t open_failures = 0;  ///< Begun before the end of the span and not restored by then.

  bool operator==(const FourKeys&) const = default;
};
FourKeys four_keys(const History& history, DayRange span);

struct Interval {
  double low = 0;
  double high = 0;
};
/// In percent: the 95 % score interval of a share (E. B. Wilson, Probable Inference, the Law of
/// Succession, and Statistical Inference, JASA 22 (1927), 209-212). Nothing without deployments.
std::optional<Interval> failure_rate_interval(const Counts& counts);

/// The same of a Poisson distribution's mean, in deployments a day. Nothing without days.
std::optional<Interval> frequency_interval(const FourKeys& keys);

/// Below this many deployments a share says too little for a verdict.
inline constexpr std::int64_t enough_deployments = 5;

}  // namespace dora::model
