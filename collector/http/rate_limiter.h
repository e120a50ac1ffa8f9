// Decides when the next request may be sent without exceeding the server's rate limit. Pure: no
// clock of its own, no transfers.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "collector/http/http_client.h"

namespace dora::http {

struct RateLimit {
  /// At most this many, evenly spread; 0: as fast as the server answers.
  int requests_per_minute = 0;
  /// If the server asks to wait longer than this, the next request is sent anyway: its answer says
  /// more than silence.
  std::chrono::seconds longest_wait{3600};
  /// The wait for a reset further away than that: none of GitLab's rate limits lasts so long.
  std::chrono::seconds wait_for_odd_reset{60};
  /// If nothing is left after a reset that was waited for, this often in a row, the headers are
  /// ignored. A server that means them answers 429.
  int most_vain_waits = 2;
};

/// The times at which a request or a response passes.
struct CurrentTimes {
  Clock::time_point now;
  std::chrono::sys_seconds wall;  ///< Used if the server sends no Date.
};

/// GitLab says how many requests are left until when, in RateLimit-Remaining and RateLimit-Reset
/// (https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers), but
/// not every instance does. As long as more are left than are in progress, requests are sent at
/// once; after that they wait for the reset.
class RateLimiter {
 public:
  explicit RateLimiter(RateLimit policy) : policy_(policy) {}

  /// Returns when another request may be sent in addition to those `under_way`: at once if that is
  /// not later than `now`.
  Clock::time_point next(std::size_t under_way, Clock::time_point now) const;
  void sent(Clock::time_point now);
  void received(const Response& response, const CurrentTimes& times);
  /// Returns whether a RateLimit-Reset made no sense: too far away, or repeatedly nothing left
  /// after it. The first one is waited for briefly, later ones are ignored: each would stall the
  /// run again.
  bool saw_odd_reset() const { return saw_odd_reset_; }

 private:
  bool was_waited_for_in_vain(std::int64_t remaining, Clock::time_point now);

  RateLimit policy_;
  Clock::time_point next_slot_;
  std::int64_t remaining_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t reset_ = 0;          ///< As the server sends it: seconds since 1970.
  Clock::time_point reset_time_{};  ///< The same, on our clock.
  int vain_waits_ = 0;
  bool saw_odd_reset_ = false;
};

}  // namespace dora::http
