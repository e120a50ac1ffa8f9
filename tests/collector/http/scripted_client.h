// An HttpClient that answers from a test's script and records the requests.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "collector/http/http_client.h"

namespace dora::test {

class ScriptedClient : public http::HttpClient {
 public:
  using Answer = std::function<http::Response(const http::Request&)>;

  explicit ScriptedClient(Answer answer) : answer_(std::move(answer)) {}

  void start(http::Request request) override {
    urls.push_back(request.url);
    times.push_back(http::Clock::now());
    waiting_.push_back(std::move(request));
    most_at_once = std::max(most_at_once, waiting_.size());
  }

  /// Waits like the real one, so that time passes.
  std::optional<http::Response> wait(http::Clock::time_point until) override {
    if (waiting_.empty()) {
      while (http::Clock::now() < until) {
      }
      return std::nullopt;
    }
    const http::Request request = std::move(waiting_.front());
    waiting_.pop_front();
    http::Response response = answer_(request);
    response.id = request.id;
    response.url = request.url;
    return response;
  }

  void cancel_all() override { waiting_.clear(); }

  /// How many of the requests sent are still unanswered, not counting the one being answered.
  std::size_t under_way() const { return waiting_.size(); }

  std::vector<std::string> urls;
  std::vector<http::Clock::time_point> times;  ///< When each of `urls` was sent.
  std::size_t most_at_once = 0;

 private:
  Answer answer_;
  std::deque<http::Request> waiting_;
};

/// A complete response.
inline http::Response answer(int status, std::string body = {},
                             std::vector<http::Header> headers = {}) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers = std::move(headers);
  return response;
}

}  // namespace dora::test
