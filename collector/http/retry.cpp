// Decides what follows a response: accept it, retry after a delay, or give up. Pure: no clock, no
// random numbers of its own, no transfers.
#include "collector/http/retry.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "collector/http/http_date.h"

namespace dora::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

bool is_transient(int status) {
  return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
}

std::optional<milliseconds> retry_after(const Response& response, std::chrono::sys_seconds now) {
  const auto value = find_header(response, "retry-after");
  if (!value) {
    return std::nullopt;
  }
  int number = 0;
  const char* last = value->data() + value->size();
  const auto [end, error] = std::from_chars(value->data(), last, number);
  if (error == std::errc() && end == last && number >= 0) {
    return seconds(number);
  }
  if (error == std::errc::result_out_of_range && end == last && !value->starts_with('-')) {
    return milliseconds::max();
  }
  const auto date = parse_http_date(*value);
  return date
             ? std::optional<milliseconds>(std::max(*date - server_time(response, now), seconds(0)))
             : std::nullopt;
}

/// Returns whether the server may have carried out the request.
bool may_be_handled(const Response& response) {
  return response.failure != Failure::unreachable && response.status != 429;
}

milliseconds backoff(const RetryPolicy& policy, const Attempt& attempt) {
  const int doublings = std::min(attempt.number - 1, 20);
  const milliseconds full =
      std::min<milliseconds>(policy.first_delay * (1LL << doublings), policy.longest_delay);
  const double share = 0.5 + attempt.jitter / 2;
  return milliseconds(static_cast<milliseconds::rep>(static_cast<double>(full.count()) * share));
}

}  // namespace

Decision decide(const RetryPolicy& policy, const Attempt& attempt, const Response& response) {
  const bool failed = response.failure != Failure::none;
  if (response.failure == Failure::permanent || (!failed && !is_transient(response.status))) {
    return {};
  }
  if (attempt.repeat == Repeat::if_not_handled && may_be_handled(response)) {
    return {Verdict::give_up, {}, false, false};
  }
  const auto asked = retry_after(response, attempt.now);
  const bool probe = response.status == 429 && !asked;
  const bool first_contact = response.failure == Failure::unreachable && !attempt.server_answered;
  const int attempts = first_contact
                           ? std::min(policy.attempts, policy.attempts_to_reach)
                           : policy.attempts + (probe ? policy.more_attempts_when_limited : 0);
  if (attempt.number >= attempts || asked > policy.longest_retry_after) {
    return {Verdict::give_up, {}, false, false};
  }
  if (probe) {
    return {Verdict::again, {}, false, true};
  }
  const milliseconds delay = std::max(backoff(policy, attempt), asked.value_or(milliseconds(0)));
  return {Verdict::again, delay, asked.has_value(), false};
}

}  // namespace dora::http
