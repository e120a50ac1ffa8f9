// Sees requests to a language model through: retries them, waits as the server asks, learns which
// parameters it knows.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "collector/base/log.h"
#include "collector/http/http_client.h"
#include "reports/llm/answer.h"
#include "reports/llm/model_request.h"
#include "reports/llm/retry.h"
#include "reports/llm/streamed_answer.h"

namespace dora::llm {

/// The server, as api_base() returns it, and what a message must not repeat.
struct Server {
  std::string base;
  std::string key;  ///< Masked in streamed answers, as the HTTP client does in whole ones.
};

/// start() as many requests as should run concurrently, then wait() for each. Follows no redirects.
/// Not thread-safe.
class ModelClient {
 public:
  using RequestId = std::uint64_t;
  struct Finished {
    RequestId id = 0;
    Answer answer;
  };

  /// `client` and `log` are borrowed.
  ModelClient(http::HttpClient& client, base::Log& log, Server server, RetryRule rule = {});

  /// Returns an id that is unique within this client. If `request.stream`, `on_text` gets the text
  /// as it arrives; it must not throw. A streamed answer is not tried again once text arrived.
  RequestId start(ModelRequest request, OnText on_text = {});
  /// Returns the next answer, in any order: also the last failure after all attempts. Throws
  /// base::Interrupted on Ctrl-C. At least one request must be in progress.
  Finished wait();
  /// Cancels all requests: no later wait() returns their answers.
  void cancel_all();

  std::size_t under_way() const { return under_way_.size(); }
  const Dialect& dialect() const { return dialect_; }

 private:
  struct UnderWay {
    ModelRequest request;
    OnText on_text;
    Dialect dialect;  ///< In which it was sent.
    int attempts = 1;
    int broken = 0;  ///< Of them.
    http::Clock::time_point sent;
    std::shared_ptr<StreamedAnswer> stream;
  };
  struct Waiting {
    http::Clock::time_point when;
    RequestId id = 0;
  };

  void send(RequestId id);
  void send_due();
  http::Clock::time_point next_due() const;
  Answer read(UnderWay& sent, const http::Response& response) const;
  /// Returns whether the request was sent again with other parameters.
  bool adapt(RequestId id, const Answer& answer);
  bool retry(const http::Response& response, const Answer& answer);

  http::HttpClient& client_;
  base::Log& log_;
  Server server_;
  RetryRule rule_;
  Dialect dialect_;
  RequestId next_id_ = 1;
  std::map<RequestId, UnderWay> under_way_;
  std::vector<Waiting> waiting_;
  http::Clock::time_point not_before_;  ///< The server asked for silence until then.
  std::mt19937 rng_;                    ///< Spreads retries; no result depends on it.
};

}  // namespace dora::llm
