// Decides when to try again if a server limits the rate without saying until when. Pure: no clock,
// no transfers.
#include "collector/http/rate_probe.h"

#include <algorithm>

namespace dora::http {

std::chrono::milliseconds RateProbe::refused(Clock::time_point now, double jitter) {
  const int doublings = std::min(refusals_++, 10);
  const std::chrono::milliseconds delay =
      std::min<std::chrono::milliseconds>(std::chrono::seconds(1LL << doublings), longest_delay);
  const double factor = 1 + jitter / 4;
  const std::chrono::milliseconds spread(
      static_cast<std::chrono::milliseconds::rep>(static_cast<double>(delay.count()) * factor));
  probe_time_ = now + spread;
  most_under_way_ = 1;
  return spread;
}

void RateProbe::accepted() {
  refusals_ = 0;
  constexpr std::size_t enough = 1024;  // More than any --concurrency.
  most_under_way_ =
      most_under_way_ >= enough ? std::numeric_limits<std::size_t>::max() : most_under_way_ * 2;
}

}  // namespace dora::http
