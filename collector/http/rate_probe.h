// Decides when to try again if a server limits the rate without saying until when. Pure: no clock,
// no transfers.
#pragma once

#include <chrono>
#include <cstddef>
#include <limits>

#include "collector/http/http_client.h"

namespace dora::http {

/// GitLab's application answers 429 without Retry-After. Then all requests wait but one, the probe,
/// which is sent after about 1, 2, 4, 8, 16, 30, 30 ... seconds until the server accepts it. After
/// that the number of concurrent requests doubles with each answer.
class RateProbe {
 public:
  static constexpr std::chrono::seconds longest_delay{30};

  /// Call it when the server refused a request. `jitter` is in [0, 1) and makes the delay up to a
  /// quarter longer. Returns the delay until the next probe.
  std::chrono::milliseconds refused(Clock::time_point now, double jitter);
  /// Call it when a request that was sent after the last refusal was not refused.
  void accepted();
  /// Gives up: the next request is sent like any other.
  void reset() { *this = RateProbe(); }

  bool is_limited() const { return refusals_ > 0; }
  /// The maximum number of concurrent requests. While is_limited(): one, not before probe_time().
  std::size_t most_under_way() const { return is_limited() ? 1 : most_under_way_; }
  Clock::time_point probe_time() const { return probe_time_; }

 private:
  int refusals_ = 0;  ///< In a row.
  Clock::time_point probe_time_;
  std::size_t most_under_way_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace dora::http
