// Sees requests through: paces and retries them, obeys Retry-After, follows redirects on the same
// origin. Owns the clock that the retry policy does not have; knows nothing of GitLab.
#include "collector/http/patient_client.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/url.h"

namespace dora::http {
namespace {

constexpr int most_redirects = 5;
constexpr std::chrono::hours far_future{24};

std::string cause_of(const Response& response) {
  return response.failure == Failure::none ? fmt::format("HTTP {}", response.status)
                                           : response.failure_text;
}

}  // namespace

PatientClient::PatientClient(HttpClient& client, base::Log& log, RetryPolicy policy,
                             PacePolicy pace)
    : client_(client), log_(log), policy_(policy), pace_(pace), dice_(std::random_device{}()) {}

void PatientClient::start(Request request) {
  attempts_[request.id] = 1;
  send(std::move(request));
}

void PatientClient::send(Request request) {
  const auto now = Clock::now();
  const auto when = std::max(not_before_, pace_.next(sent_, now));
  if (now < when) {
    tell_pause(when - now);
    waiting_.push_back({when, std::move(request)});
    return;
  }
  pace_.sent(now);
  ++sent_;
  ++counts_.requests;
  client_.start(std::move(request));
}

/// A run that stands still for seconds says why, once for each pause.
void PatientClient::tell_pause(Clock::duration pause) {
  constexpr std::chrono::seconds worth_telling(5);
  const auto until = Clock::now() + pause;
  if (pause >= worth_telling && until > told_until_ + worth_telling) {
    told_until_ = until;
    log_.info(fmt::format("GitLab limits the rate; going on in {} s",
                          std::chrono::ceil<std::chrono::seconds>(pause).count()));
  }
}

void PatientClient::send_due() {
  const auto now = Clock::now();
  std::vector<Waiting> due;
  const auto later = std::partition(waiting_.begin(), waiting_.end(),
                                    [now](const Waiting& each) { return each.when > now; });
  due.assign(std::make_move_iterator(later), std::make_move_iterator(waiting_.end()));
  waiting_.erase(later, waiting_.end());
  for (Waiting& each : due) {
    send(std::move(each.request));
  }
}

Clock::time_point PatientClient::next_due() const {
  Clock::time_point next = Clock::now() + far_future;
  for (const Waiting& each : waiting_) {
    next = std::min(next, each.when);
  }
  return next;
}

Response PatientClient::wait() {
  for (;;) {
    send_due();
    auto response = client_.wait(next_due());
    if (response && is_through(*response)) {
      response->attempts = attempts_.extract(response->id).mapped();
      redirects_.erase(response->id);
      return std::move(*response);
    }
  }
}

bool PatientClient::is_through(const Response& response) {
  const auto wall = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  --sent_;
  counts_.bytes += response.bytes;
  pace_.received(response, {Clock::now(), wall});
  server_answered_ = server_answered_ || response.failure == Failure::none;
  if (follow_redirect(response)) {
    return false;
  }
  int& attempt = attempts_.at(response.id);
  const Decision decision = decide(
      policy_, {attempt, server_answered_, std::uniform_real_distribution<>(0, 1)(dice_), wall},
      response);
  if (decision.verdict != Verdict::again) {
    return true;
  }
  again_later(response, attempt++, decision);
  return false;
}

void PatientClient::again_later(const Response& response, int attempt, const Decision& decision) {
  log_.debug(fmt::format("{}: {}; again in {} ms (attempt {} of {})", response.url,
                         cause_of(response), decision.delay.count(), attempt, policy_.attempts));
  ++counts_.retries;
  const auto when = Clock::now() + decision.delay;
  if (decision.server_asked) {
    not_before_ = std::max(not_before_, when);
    tell_pause(decision.delay);
  }
  waiting_.push_back({when, {response.id, response.url}});
}

bool PatientClient::follow_redirect(const Response& response) {
  constexpr std::array statuses{301, 302, 303, 307, 308};
  if (std::find(statuses.begin(), statuses.end(), response.status) == statuses.end()) {
    return false;
  }
  const auto location = find_header(response, "location");
  const auto target = location ? resolve(response.url, std::string(*location)) : std::nullopt;
  if (!target || origin_of(*target) != origin_of(response.url)) {
    throw base::Error(fmt::format(
        "{} redirects to another server ({}): not followed, because the token belongs to the first "
        "one only; check --api-url, or give the project's number instead of its path",
        response.url, target ? origin_of(*target).value_or("not http") : "no location"));
  }
  if (++redirects_[response.id] > most_redirects) {
    throw base::Error(fmt::format("{} redirects in a circle; check --api-url", response.url));
  }
  log_.debug(fmt::format("{} redirects to {}", response.url, *target));
  send({response.id, *target});
  return true;
}

}  // namespace dora::http
