// Decides what follows a response: accept it, retry after a delay, or give up. Pure: no clock, no
// random numbers of its own, no transfers.
#pragma once

#include <chrono>

#include "collector/http/http_client.h"

namespace dora::http {

struct RetryPolicy {
  int attempts = 6;  ///< All attempts for one request, including the first.
  /// Until the server has answered once, so that a mistyped host name is reported soon.
  int attempts_to_reach = 3;
  std::chrono::milliseconds first_delay{500};
  /// Added to `attempts` after a 429 that does not say when to come back: limits are counted per
  /// minute, and probes continue for one and a half.
  int more_attempts_when_limited = 2;
  std::chrono::milliseconds longest_delay{30'000};
  /// If a server asks to wait longer than this, the request is given up.
  std::chrono::seconds longest_retry_after{3600};
};

enum class Verdict {
  take,     ///< Usable, or no other attempt would change it.
  again,    ///< After `delay`.
  give_up,  ///< It should have worked; there were enough attempts.
};

struct Decision {
  Verdict verdict = Verdict::take;
  std::chrono::milliseconds delay{0};
  bool server_asked = false;  ///< Retry-After: hold back all other requests, too.
  bool probe = false;         ///< 429 without Retry-After: RateProbe says when to retry.
};

/// What is known when a response arrives.
struct Attempt {
  int number = 1;                ///< 1 is the first attempt.
  bool server_answered = false;  ///< Any request of this run has been answered before.
  double jitter = 0;             ///< In [0, 1): where in the range of delays to wait.
  std::chrono::sys_seconds now;  ///< For a Retry-After with a date, if there is no Date header.
  Repeat repeat = Repeat::always;
};

/// 408, 429, 5xx (except 501 and 505; including Cloudflare's 520-530) and broken transfers are
/// transient. The delay doubles with each attempt, up to the longest; at least half of it is
/// waited. Retry-After (RFC 9110, 10.2.3: seconds or an HTTP date) replaces a shorter delay. GitLab
/// has two kinds of 429: its middleware sends Retry-After, its application does not; the latter is
/// followed by a probe instead of a delay. A request that must not be repeated is retried only if
/// it never arrived or was refused with 429.
Decision decide(const RetryPolicy& policy, const Attempt& attempt, const Response& response);

}  // namespace dora::http
