// Sees requests through: paces and retries them, obeys Retry-After, follows redirects on the same
// origin.
// Owns the clock that the retry policy does not have; knows nothing of GitLab.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "collector/base/log.h"
#include "collector/http/http_client.h"
#include "collector/http/pace.h"
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

/// start() as many requests as shall run side by side, wait() for each. Not thread-safe.
class PatientClient {
 public:
  /// Both are borrowed.
  PatientClient(HttpClient& client, base::Log& log, RetryPolicy policy, PacePolicy pace = {});

  void start(Request request);
  /// The next request that is through: a response to work with, or the last failure after all
  /// tries. Throws an Error for a redirect to another origin, base::Interrupted on Ctrl-C. At least
  /// one request must be under way.
  Response wait();

  std::size_t under_way() const { return attempts_.size(); }
  const TransferCounts& counts() const { return counts_; }

 private:
  struct Waiting {
    Clock::time_point when;
    Request request;
  };

  /// At once, or later when the server or the pace asks for it.
  void send(Request request);
  void send_due();
  Clock::time_point next_due() const;
  /// Nothing when the request goes on (another try, a redirect).
  bool is_through(const Response& response);
  bool follow_redirect(const Response& response);
  void again_later(const Response& response, int attempt, const Decision& decision);
  void tell_pause(Clock::duration pause);

  HttpClient& client_;
  base::Log& log_;
  RetryPolicy policy_;
  Pace pace_;
  TransferCounts counts_;
  std::map<std::uint64_t, int> attempts_;   ///< Tries so far of each request under way.
  std::map<std::uint64_t, int> redirects_;  ///< Redirects so far of each request that had one.
  std::vector<Waiting> waiting_;
  std::size_t sent_ = 0;          ///< Requests that wait for their answer.
  Clock::time_point not_before_;  ///< The server asked for silence until then.
  Clock::time_point told_until_;  ///< A pause that long has been told.
  bool server_answered_ = false;
  std::mt19937 dice_;  ///< Spreads retries; what is collected does not depend on it.
};

}  // namespace dora::http
