// Decides when the next request may be sent, so that no limit of the server is run into. Pure: no
// clock of its own, no transfers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "collector/http/http_client.h"

namespace dora::http {

struct RateLimit {
  /// At most so many, evenly spread; 0: as fast as the server answers.
  int requests_per_minute = 0;
  /// A server that asks for more patience than this is asked all the same: what it then answers
  /// says more than silence.
  std::chrono::seconds longest_wait{3600};
  /// For a reset that is further away than that: no rate limit of GitLab is counted for so long.
  std::chrono::seconds wait_for_odd_reset{60};
  /// So often in a row nothing may be left after a reset that was waited for; then the headers
  /// count no more. A server that means them answers 429.
  int most_vain_waits = 2;
};

/// What is known when a request or a response passes.
struct CurrentTimes {
  Clock::time_point now;
  std::chrono::sys_seconds wall;  ///< For a server that sends no Date.
};

/// GitLab tells how many requests are left until when, in RateLimit-Remaining and RateLimit-Reset
/// (https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers), but
/// not every instance does. As long as more are left than are under way, requests go out at once;
/// then they wait for the reset.
class RateLimiter {
 public:
  explicit RateLimiter(RateLimit policy) : policy_(policy) {}

  /// When another request may be sent beside those `under_way`: at once when that is not later than
  /// `now`.
  Clock::time_point next(std::size_t under_way, Clock::time_point now) const;
  void sent(Clock::time_point now);
  void received(const Response& response, const CurrentTimes& times);
  /// Whether a RateLimit-Reset made no sense: too far away, or again and again nothing was left
  /// after it. The first one is waited for a little, the others are passed over: each would stop
  /// the run again.
  bool saw_odd_reset() const { return saw_odd_reset_; }

 private:
  bool was_waited_for_in_vain(std::int64_t remaining, Clock::time_point now);

  RateLimit policy_;
  Clock::time_point next_slot_;
  std::int64_t remaining_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t reset_ = 0;          ///< As the server says it: seconds since 1970.
  Clock::time_point reset_time_{};  ///< The same, on our clock.
  int vain_waits_ = 0;
  bool saw_odd_reset_ = false;
};

}  // namespace dora::http
