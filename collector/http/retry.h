// Decides what follows a response: take it, try again after a while, or give up. Pure: no clock, no
// random numbers of its own, no transfers.
#pragma once

#include <chrono>

#include "collector/http/http_client.h"

namespace dora::http {

struct RetryPolicy {
  int attempts = 6;  ///< All tries of one request, the first one too.
  /// Until the server has answered once, so that a mistyped host name is told soon.
  int attempts_to_reach = 3;
  std::chrono::milliseconds first_delay{500};
  /// On top of `attempts` after a 429 that does not say when to come back: limits are counted by
  /// the minute, and probes go on for one and a half.
  int more_attempts_when_limited = 2;
  std::chrono::milliseconds longest_delay{30'000};
  /// A server that asks for more patience than this is given up on.
  std::chrono::seconds longest_retry_after{3600};
};

enum class Verdict {
  take,     ///< A response to work with, or one that no other try would change.
  again,    ///< After `delay`.
  give_up,  ///< It should have worked; there were enough tries.
};

struct Decision {
  Verdict verdict = Verdict::take;
  std::chrono::milliseconds delay{0};
  bool server_asked = false;  ///< Retry-After: hold every other request back as well.
  bool probe = false;         ///< 429 without Retry-After: RateProbe says when to ask again.
};

/// What is known when a response comes.
struct Attempt {
  int number = 1;                ///< 1 is the first try.
  bool server_answered = false;  ///< Any request of this run got an answer before.
  double jitter = 0;             ///< From [0, 1): where in the delay's range to wait.
  std::chrono::sys_seconds now;  ///< For a Retry-After that is a date, without a Date beside it.
  Repeat repeat = Repeat::always;
};

/// 408, 429, 5xx (501 and 505 aside; Cloudflare's 520-530 among them) and broken transfers are
/// transient. The delay doubles with each attempt, up to the longest, of which at least half is
/// waited. Retry-After (RFC 9110, 10.2.3: seconds or an HTTP date) replaces a shorter delay. GitLab
/// has two kinds of 429: its middleware sends Retry-After, its application does not; after the
/// latter there is no delay, but a probe. A request that must not be repeated is tried again only
/// if it never arrived or was refused with 429.
Decision decide(const RetryPolicy& policy, const Attempt& attempt, const Response& response);

}  // namespace dora::http
