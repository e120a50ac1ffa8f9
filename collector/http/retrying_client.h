// Sees requests through: paces and retries them, obeys Retry-After, follows redirects on the same
// origin. Owns the clock that the retry policy does not have.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "collector/base/log.h"
#include "collector/http/http_client.h"
#include "collector/http/rate_limiter.h"
#include "collector/http/rate_probe.h"
#include "collector/http/retry.h"

namespace dora::http {

struct TransferCounts {
  std::int64_t requests = 0;  ///< Sent, retries among them.
  std::int64_t retries = 0;
  std::int64_t bytes = 0;  ///< Of the bodies, as they came over the wire.

  /// What came after `earlier`.
  TransferCounts operator-(const TransferCounts& earlier) const {
    return {requests - earlier.requests, retries - earlier.retries, bytes - earlier.bytes};
  }
};

/// Whom the client talks to, for its messages.
struct Peer {
  std::string name = "the server";
  /// What to check when it redirects elsewhere.
  std::string redirect_advice = "check the address";
};

/// start() as many requests as shall run side by side, wait() for each. Not thread-safe.
class RetryingClient {
 public:
  using RequestId = std::uint64_t;
  /// How long no request has got through, and why: nullopt if answers are waited for.
  using Quiet = std::function<void(Clock::duration since, std::optional<Clock::duration> pause)>;

  /// `client` and `log` are borrowed.
  RetryingClient(HttpClient& client, base::Log& log, RetryPolicy policy, RateLimit pace = {},
                 Peer peer = {});

  /// Returns the id that the response will have, whatever `request.id` is; no other request of this
  /// client has it.
  RequestId start(Request request);
  /// The next request that is through: a response to work with, or the last failure after all
  /// tries. A redirect to another origin is a failure of that request alone, and so is one of a
  /// request other than GET, except 307 and 308. Throws base::Interrupted on Ctrl-C. At least one
  /// request must be under way.
  Response wait();
  /// Drops every request under way: no response of theirs is returned by a later wait().
  void cancel_all();
  /// Calls `quiet` every second in which no request got through.
  void on_quiet(Quiet quiet) { quiet_ = std::move(quiet); }

  std::size_t under_way() const { return under_way_.size(); }
  const TransferCounts& counts() const { return counts_; }

 private:
  struct UnderWay {
    Request request;
    int attempts = 1;  ///< So far.
    int redirects = 0;
  };
  struct Waiting {
    Clock::time_point when;
    RequestId id = 0;
  };
  struct Held {
    RequestId id = 0;
    bool alone = false;  ///< To be sent when no other request is under way.
  };

  /// At once, or later when the server or the pace asks for it.
  void send(RequestId id);
  void send_now(RequestId id);
  void send_due();
  void send_held();
  bool must_hold() const;
  void send_alone_later(const Response& response);
  Clock::time_point next_due() const;
  /// False when the request goes on (another try, a redirect). May turn the response into a
  /// failure.
  bool is_through(Response& response);
  bool follow_redirect(Response& response);
  /// Returns why a redirect to `target` is not followed; empty if it is.
  std::string redirect_problem(const Response& response, const std::optional<std::string>& target);
  void again_later(const Response& response, int attempt, const Decision& decision);
  void update_rate_probe(const Response& response, const Decision& decision, bool was_probe);
  void hold_for_probe(const Response& response, bool counts);
  void report_pause(Clock::duration pause);
  void report_odd_reset();
  void report_quiet(Clock::time_point since);

  HttpClient& client_;
  base::Log& log_;
  RetryPolicy policy_;
  RateLimiter rate_limiter_;
  Peer peer_;
  Quiet quiet_;
  TransferCounts counts_;
  RequestId next_id_ = 1;
  std::map<RequestId, UnderWay> under_way_;
  std::vector<Waiting> waiting_;
  std::size_t sent_ = 0;          ///< Requests that wait for their answer.
  Clock::time_point not_before_;  ///< The server asked for silence until then.
  RateProbe rate_probe_;
  /// Until the rate probe and requests that go alone let them go. While the rate is limited, the
  /// first one is the next probe.
  std::deque<Held> held_;
  std::optional<RequestId> probe_;    ///< Under way while the rate is limited.
  std::optional<RequestId> alone_;    ///< Under way; no other may be.
  Clock::time_point reported_until_;  ///< A pause that long has been reported.
  bool reported_odd_reset_ = false;
  bool server_answered_ = false;
  std::mt19937 rng_;  ///< Spreads retries; what is collected does not depend on it.
};

/// Cancels what is under way when a phase ends, however it ends: the next one never gets its
/// responses.
class RequestPhase {
 public:
  explicit RequestPhase(RetryingClient& client) : client_(client) {}
  ~RequestPhase() { client_.cancel_all(); }
  RequestPhase(const RequestPhase&) = delete;
  RequestPhase& operator=(const RequestPhase&) = delete;

 private:
  RetryingClient& client_;
};

}  // namespace dora::http
