// Sees requests to a language model through: retries them, waits as the server asks, learns which
// parameters it knows.
#include "reports/llm/model_client.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reports/llm/answer_parts.h"

namespace dora::llm {
namespace {

constexpr std::chrono::hours far_future{24};

}  // namespace

ModelClient::ModelClient(http::HttpClient& client, base::Log& log, Server server, RetryRule rule)
    : client_(client),
      log_(log),
      server_(std::move(server)),
      rule_(rule),
      rng_(std::random_device{}()) {}

ModelClient::RequestId ModelClient::start(ModelRequest request, OnText on_text) {
  const RequestId id = next_id_++;
  UnderWay& sent = under_way_[id];
  sent.request = std::move(request);
  sent.on_text = std::move(on_text);
  send(id);
  return id;
}

void ModelClient::cancel_all() {
  client_.cancel_all();
  under_way_.clear();
  waiting_.clear();
}

void ModelClient::send(RequestId id) {
  const auto now = http::Clock::now();
  if (now < not_before_) {
    waiting_.push_back({not_before_, id});
    return;
  }
  UnderWay& sent = under_way_.at(id);
  sent.dialect = dialect_;
  sent.sent = now;
  http::Request request = http_request(server_.base, sent.request, dialect_);
  request.id = id;
  if (sent.request.stream) {
    sent.stream = std::make_shared<StreamedAnswer>(sent.request.api, sent.on_text);
    request.on_body = [stream = sent.stream, key = server_.key](std::string_view bytes) {
      std::string text(bytes);
      http::mask(key, text);
      return stream->feed(text);
    };
  }
  client_.start(std::move(request));
}

void ModelClient::send_due() {
  const auto now = http::Clock::now();
  std::vector<Waiting> waiting = std::exchange(waiting_, {});
  for (const Waiting& each : waiting) {
    if (each.when <= now) {
      send(each.id);
    } else {
      waiting_.push_back(each);
    }
  }
}

http::Clock::time_point ModelClient::next_due() const {
  http::Clock::time_point next = http::Clock::now() + far_future;
  for (const Waiting& each : waiting_) {
    next = std::min(next, each.when);
  }
  return next;
}

ModelClient::Finished ModelClient::wait() {
  for (;;) {
    send_due();
    const auto response = client_.wait(next_due());
    if (!response) {
      continue;
    }
    UnderWay& sent = under_way_.at(response->id);
    Answer answer = read(sent, *response);
    if (adapt(response->id, answer) || retry(*response, answer)) {
      continue;
    }
    under_way_.erase(response->id);
    return {response->id, std::move(answer)};
  }
}

Answer ModelClient::read(UnderWay& sent, const http::Response& response) const {
  Answer answer =
      sent.stream ? sent.stream->finish(response) : read_answer(response, sent.request.api);
  if (response.status >= 300 && response.status < 400) {
    answer.error.message = fmt::format(
        "HTTP {}: the server redirects, which is not followed because the key is for this one only",
        response.status);
  }
  answer.attempts = sent.attempts;
  answer.broken_attempts = sent.broken;
  answer.duration =
      std::chrono::duration_cast<std::chrono::milliseconds>(http::Clock::now() - sent.sent);
  return answer;
}

bool ModelClient::adapt(RequestId id, const Answer& answer) {
  if (answer.error.trouble != Trouble::invalid_request) {
    return false;
  }
  const UnderWay& sent = under_way_.at(id);
  const auto other = adapted(sent.dialect, {answer.error.parameter, answer.error.message});
  if (!other) {
    return false;
  }
  // Requests that were sent before the first refusal are refused, too: they change nothing more.
  if (sent.dialect == dialect_) {
    dialect_ = *other;
    log_.debug(fmt::format("the model's server refuses a parameter ({}); asking without it",
                           answer.error.message));
  }
  send(id);
  return true;
}

bool ModelClient::retry(const http::Response& response, const Answer& answer) {
  UnderWay& sent = under_way_.at(response.id);
  if (answer.outcome != Outcome::failed) {
    return false;
  }
  const Attempt attempt{sent.attempts, std::uniform_real_distribution<>(0, 1)(rng_),
                        std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  const RetryDecision decision = decide(rule_, attempt, response, answer.error);
  if (!decision.again) {
    return false;
  }
  log_.debug(fmt::format("the model's server: {}; retrying in {} ms (attempt {} of {})",
                         answer.error.message, decision.delay.count(), sent.attempts,
                         rule_.retries + 1));
  ++sent.attempts;
  sent.broken += answer.error.trouble == Trouble::transport ? 1 : 0;
  const auto when = http::Clock::now() + decision.delay;
  if (decision.server_asked) {
    not_before_ = std::max(not_before_, when);
  }
  waiting_.push_back({when, response.id});
  return true;
}

}  // namespace dora::llm
