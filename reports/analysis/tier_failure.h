// How unusual the open failure of a tier is, compared with the tier's own past.
#pragma once

#include <cstdint>
#include <vector>

#include "collector/model/four_keys.h"
#include "reports/analysis/attention.h"
#include "reports/analysis/events.h"
#include "reports/analysis/statistics/significance.h"

namespace dora::analysis {

/// The attempts in one tier, one after another.
class TierPast {
 public:
  void see(const Event& event);
  /// How many failed, after a success and after a failure.
  const statistics::Share& first() const { return first_; }
  const statistics::Share& repeated() const { return repeated_; }
  statistics::Share all() const { return {first_.hits + repeated_.hits, first_.of + repeated_.of}; }
  std::int64_t successful_days() const { return successful_days_; }
  model::Duration longest_failure() const { return longest_failure_; }

 private:
  statistics::Share first_;
  statistics::Share repeated_;
  const Event* failed_since_ = nullptr;
  model::Duration longest_failure_{};
  std::int64_t successful_days_ = 0;
  std::chrono::local_days last_success_;
};

/// A tier's events up to a moment: those before its open failure, and that.
struct TierEvents {
  std::vector<const Event*> events;  ///< The oldest first.
  std::size_t open = 0;  ///< Index of the first failure that nothing has restored, or the end.

  std::int64_t attempts() const { return static_cast<std::int64_t>(events.size() - open); }
  TierPast past() const;
};

/// The events of [begin, end), tier by tier.
std::vector<TierEvents> by_tier(const Event* begin, const Event* end, std::size_t tiers);

/// How likely as many failures in a row are; one alone is never unusual. The tier has an open
/// failure.
double p_of_failures_in_a_row(const TierEvents& tier, const TierPast& past, const Pooled& pooled);

/// How likely as many days without a success are. The tier has an open failure.
double p_of_days_without_success(const TierEvents& tier, const TierPast& past,
                                 std::chrono::local_days today);

}  // namespace dora::analysis
