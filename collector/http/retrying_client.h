// Sees requests through: paces and retries them, obeys Retry-After, follows redirects within an
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
  std::int64_t requests = 0;  ///< Sent, including retries.
  std::int64_t retries = 0;
  std::int64_t bytes = 0;  ///< Size of the bodies as transferred.

  /// What was added since `earlier`.
  TransferCounts operator-(const TransferCounts& earlier) const {
    return {requests - earlier.requests, retries - earlier.retries, bytes - earlier.bytes};
  }
};

/// The server, as named in messages.
struct Peer {
  std::string name = "the server";
  /// What to check if it redirects elsewhere.
  std::string redirect_advice = "check the address";
  bool follow_redirects = true;  ///< Else a redirect is a response like any other.
};

/// start() as many requests as should run concurrently, then wait() for each. Not thread-safe.
class RetryingClient {
 public:
  using RequestId = std::uint64_t;
  /// How long no request has been completed, and why: nullopt if answers are awaited.
  using Quiet = std::function<void(Clock::duration since, std::optional<Clock::duration> pause)>;

  /// `client` and `log` are borrowed.
  RetryingClient(HttpClient& client, base::Log& log, RetryPolicy policy, RateLimit pace = {},
                 Peer peer = {});

  /// Returns the id of the future response, whatever `request.id` is; it is unique within this
  /// client.
  RequestId start(Request request);
  /// Returns the next completed request: a usable response, or the last failure after all attempts.
  /// A redirect to another origin fails that request alone, and so does any redirect of a request
  /// other than GET, except 307 and 308. Throws base::Interrupted on Ctrl-C. At least one request
  /// must be in progress.
  Response wait();
  /// Cancels all requests: no later wait() returns their responses.
  void cancel_all();
  /// Calls `quiet` every second in which no request was completed.
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
    bool alone = false;  ///< Send it when no other request is in progress.
  };

  /// Sends at once, or later if the server or the pace requires it.
  void send(RequestId id);
  void send_now(RequestId id);
  void send_due();
  void send_held();
  bool must_hold() const;
  void send_alone_later(const Response& response);
  Clock::time_point next_due() const;
  /// Returns false if the request continues (another attempt, a redirect). May turn the response
  /// into a failure.
  bool is_through(Response& response);
  bool follow_redirect(Response& response);
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
  std::size_t sent_ = 0;          ///< Requests that await their answer.
  Clock::time_point not_before_;  ///< The server asked for silence until then.
  RateProbe rate_probe_;
  /// Held until the rate probe and requests that must go alone allow them. While the rate is
  /// limited, the first one is the next probe.
  std::deque<Held> held_;
  std::optional<RequestId> probe_;    ///< In progress while the rate is limited.
  std::optional<RequestId> alone_;    ///< In progress; no other may be.
  Clock::time_point reported_until_;  ///< A pause up to here has been reported.
  bool reported_odd_reset_ = false;
  bool server_answered_ = false;
  std::mt19937 rng_;  ///< Spreads retries; the collected data does not depend on it.
};

/// Cancels pending requests when a phase ends, however it ends, so that the next phase never gets
/// their responses.
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
