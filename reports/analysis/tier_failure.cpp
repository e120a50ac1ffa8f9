// How unusual the open failure of a tier is, compared with the tier's own past.
#include "reports/analysis/tier_failure.h"

#include <algorithm>

namespace dora::analysis {

void TierPast::see(const Event& event) {
  statistics::Share& share = failed_since_ == nullptr ? first_ : repeated_;
  share.hits += event.failed ? 1 : 0;
  ++share.of;
  if (event.failed) {
    failed_since_ = failed_since_ == nullptr ? &event : failed_since_;
    return;
  }
  if (failed_since_ != nullptr) {
    longest_failure_ =
        std::max<model::Duration>(longest_failure_, event.time - failed_since_->time);
    failed_since_ = nullptr;
  }
  successful_days_ += successful_days_ == 0 || event.day != last_success_ ? 1 : 0;
  last_success_ = event.day;
}

TierPast TierEvents::past() const {
  TierPast result;
  for (std::size_t i = 0; i < open; ++i) {
    result.see(*events[i]);
  }
  return result;
}

std::vector<TierEvents> by_tier(const Event* begin, const Event* end, std::size_t tiers) {
  std::vector<TierEvents> result(tiers);
  for (const Event* event = begin; event < end; ++event) {
    TierEvents& tier = result[event->tier];
    tier.events.push_back(event);
    tier.open = event->failed ? tier.open : tier.events.size();
  }
  return result;
}

double p_of_failures_in_a_row(const TierEvents& tier, const TierPast& past, const Pooled& pooled) {
  return tier.attempts() < least_failures
             ? 1
             : statistics::p_of_all_hits(1, past.first()) *
                   p_of_all_hits(tier.attempts() - 1, past.repeated(), pooled.repeated_failure);
}

double p_of_days_without_success(const TierEvents& tier, const TierPast& past,
                                 std::chrono::local_days today) {
  const std::chrono::local_days failed = tier.events[tier.open]->day;
  const std::int64_t known_days = (failed - tier.events.front()->day).count() + 1;
  const std::int64_t days_without = std::max<std::int64_t>(0, (today - failed).count() - 1);
  return statistics::p_of_all_hits(
      days_without, {std::max<std::int64_t>(0, known_days - past.successful_days()), known_days});
}

}  // namespace dora::analysis
