// Sees requests through: paces and retries them, obeys Retry-After, follows redirects within an
// origin. Owns the clock that the retry policy does not have.
#include "collector/http/retrying_client.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/http/redirect.h"

namespace dora::http {
namespace {

constexpr std::chrono::hours far_future{24};

std::string cause_of(const Response& response) {
  return response.failure == Failure::none ? fmt::format("HTTP {}", response.status)
                                           : response.failure_text;
}

/// Turns the response into a failure that another attempt would not change.
void refuse(Response& response, std::string why) {
  response.failure = Failure::permanent;
  response.failure_text = std::move(why);
  response.status = 0;
}

}  // namespace

RetryingClient::RetryingClient(HttpClient& client, base::Log& log, RetryPolicy policy,
                               RateLimit pace, Peer peer)
    : client_(client),
      log_(log),
      policy_(policy),
      rate_limiter_(pace),
      peer_(std::move(peer)),
      rng_(std::random_device{}()) {}

RetryingClient::RequestId RetryingClient::start(Request request) {
  const RequestId id = next_id_++;
  request.id = id;
  under_way_[id].request = std::move(request);
  send(id);
  return id;
}

void RetryingClient::cancel_all() {
  client_.cancel_all();
  under_way_.clear();
  waiting_.clear();
  held_.clear();
  probe_.reset();
  alone_.reset();
  sent_ = 0;
}

bool RetryingClient::must_hold() const {
  return rate_probe_.is_limited() || alone_ || sent_ >= rate_probe_.most_under_way();
}

void RetryingClient::send(RequestId id) {
  if (must_hold() || !held_.empty()) {
    held_.push_back({id});
  } else {
    send_now(id);
  }
}

void RetryingClient::send_now(RequestId id) {
  const auto now = Clock::now();
  const auto when = std::max(not_before_, rate_limiter_.next(sent_, now));
  if (now < when) {
    report_pause(when - now);
    waiting_.push_back({when, id});
    return;
  }
  rate_limiter_.sent(now);
  ++sent_;
  ++counts_.requests;
  client_.start(under_way_.at(id).request);
}

/// If the run pauses for seconds, says why, once per pause.
void RetryingClient::report_pause(Clock::duration pause) {
  constexpr std::chrono::seconds worth_reporting(5);
  const auto until = Clock::now() + pause;
  if (pause >= worth_reporting && until > reported_until_ + worth_reporting) {
    reported_until_ = until;
    log_.info(fmt::format("{} limits the rate; continuing in {} s", peer_.name,
                          std::chrono::ceil<std::chrono::seconds>(pause).count()));
  }
}

void RetryingClient::report_odd_reset() {
  if (rate_limiter_.saw_odd_reset() && !std::exchange(reported_odd_reset_, true)) {
    log_.warning(fmt::format(
        "{} sends invalid RateLimit headers (a reset more than an hour away, or nothing "
        "left after it); ignoring them",
        peer_.name));
  }
}

void RetryingClient::report_quiet(Clock::time_point since) {
  if (!quiet_) {
    return;
  }
  const auto now = Clock::now();
  const auto due = next_due();
  const bool paused = sent_ == 0 && due > now;
  quiet_(now - since, paused ? std::optional(due - now) : std::nullopt);
}

void RetryingClient::send_due() {
  const auto now = Clock::now();
  std::vector<Waiting> due;
  const auto later = std::partition(waiting_.begin(), waiting_.end(),
                                    [now](const Waiting& each) { return each.when > now; });
  due.assign(std::make_move_iterator(later), std::make_move_iterator(waiting_.end()));
  waiting_.erase(later, waiting_.end());
  for (const Waiting& each : due) {
    // These were already let past the others, and may have had to wait for a Retry-After.
    if (probe_ == each.id || alone_ == each.id) {
      send_now(each.id);
    } else {
      send(each.id);
    }
  }
  send_held();
}

void RetryingClient::send_held() {
  if (rate_probe_.is_limited()) {
    if (!probe_ && !held_.empty() && Clock::now() >= rate_probe_.probe_time()) {
      probe_ = held_.front().id;
      held_.pop_front();
      send_now(*probe_);
    }
    return;
  }
  while (!held_.empty() && !must_hold()) {
    if (held_.front().alone && sent_ > 0) {
      return;  // Wait for the others.
    }
    const Held held = held_.front();
    held_.pop_front();
    if (held.alone) {
      alone_ = held.id;
    }
    send_now(held.id);
  }
}

Clock::time_point RetryingClient::next_due() const {
  Clock::time_point next = Clock::now() + far_future;
  for (const Waiting& each : waiting_) {
    next = std::min(next, each.when);
  }
  if (rate_probe_.is_limited() && !probe_ && !held_.empty()) {
    next = std::min(next, rate_probe_.probe_time());
  }
  return next;
}

Response RetryingClient::wait() {
  constexpr std::chrono::seconds quiet_interval(1);
  const auto since = Clock::now();
  for (;;) {
    send_due();
    auto response = client_.wait(std::min(next_due(), Clock::now() + quiet_interval));
    if (response && is_through(*response)) {
      response->attempts = under_way_.extract(response->id).mapped().attempts;
      return std::move(*response);
    }
    if (Clock::now() - since >= quiet_interval) {
      report_quiet(since);
    }
  }
}

bool RetryingClient::is_through(Response& response) {
  const auto wall = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  --sent_;
  counts_.bytes += response.bytes;
  rate_limiter_.received(response, {Clock::now(), wall});
  report_odd_reset();
  server_answered_ = server_answered_ || response.failure == Failure::none;
  const bool was_probe = probe_ == response.id;
  if (was_probe) {
    probe_.reset();
  }
  if (alone_ == response.id) {
    alone_.reset();
  }
  UnderWay& sent = under_way_.at(response.id);
  if (response.failure == Failure::crowded && sent.request.repeat == Repeat::always) {
    send_alone_later(response);
    return false;
  }
  if (follow_redirect(response)) {
    return false;
  }
  const double jitter = std::uniform_real_distribution<>(0, 1)(rng_);
  const Decision decision = decide(
      policy_, {sent.attempts, server_answered_, jitter, wall, sent.request.repeat}, response);
  update_rate_probe(response, decision, was_probe);
  if (decision.verdict != Verdict::again) {
    return true;
  }
  if (decision.probe) {
    const bool first = !rate_probe_.is_limited();
    sent.attempts += was_probe || first ? 1 : 0;
    hold_for_probe(response, was_probe || first);
  } else {
    again_later(response, sent.attempts++, decision);
  }
  return false;
}

void RetryingClient::update_rate_probe(const Response& response, const Decision& decision,
                                       bool was_probe) {
  if (response.status == 429 && decision.verdict == Verdict::give_up) {
    rate_probe_.reset();
  } else if (response.failure == Failure::none && !decision.probe &&
             (was_probe || !rate_probe_.is_limited())) {
    rate_probe_.accepted();
  }
}

/// Of concurrent requests, only the first refusal and those of probes count: the others were sent
/// before the limit was known.
void RetryingClient::hold_for_probe(const Response& response, bool counts) {
  ++counts_.retries;
  if (!counts) {
    held_.push_back({response.id});
    return;
  }
  const double jitter = std::uniform_real_distribution<>(0, 1)(rng_);
  const auto delay = rate_probe_.refused(Clock::now(), jitter);
  log_.debug(fmt::format("{}: HTTP 429 without Retry-After; one request retries in {} ms",
                         response.url, delay.count()));
  report_pause(delay);
  held_.push_front({response.id});
}

/// Large answers come one at a time, so that each of them arrives, however many there are. That is
/// not the server's fault, so it does not count as an attempt.
void RetryingClient::send_alone_later(const Response& response) {
  log_.debug(fmt::format("{}: {}; again when it is alone", response.url, response.failure_text));
  ++counts_.retries;
  held_.push_front({response.id, true});
}

void RetryingClient::again_later(const Response& response, int attempt, const Decision& decision) {
  log_.debug(fmt::format("{}: {}; retrying in {} ms (attempt {} of {})", response.url,
                         cause_of(response), decision.delay.count(), attempt, policy_.attempts));
  ++counts_.retries;
  const auto when = Clock::now() + decision.delay;
  if (decision.server_asked) {
    not_before_ = std::max(not_before_, when);
    report_pause(decision.delay);
  }
  waiting_.push_back({when, response.id});
}

bool RetryingClient::follow_redirect(Response& response) {
  if (!peer_.follow_redirects || !is_redirect(response)) {
    return false;
  }
  UnderWay& sent = under_way_.at(response.id);
  Redirect redirect = redirect_of(response, sent.request.method, sent.redirects);
  if (!redirect.problem.empty()) {
    refuse(response, fmt::format("{}; {}", redirect.problem, peer_.redirect_advice));
    return false;
  }
  log_.debug(fmt::format("{} redirects to {}", response.url, redirect.target));
  ++sent.redirects;
  sent.request.url = std::move(redirect.target);
  send(response.id);
  return true;
}

}  // namespace dora::http
