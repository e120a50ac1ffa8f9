// Decides when the next request may be sent without exceeding the server's rate limit. Pure: no
// clock of its own, no transfers.
#include "collector/http/rate_limiter.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "collector/http/http_date.h"

namespace dora::http {
namespace {

std::optional<std::int64_t> number_in(const Response& response, std::string_view name) {
  const auto text = find_header(response, name);
  if (!text) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const char* last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, value);
  constexpr std::int64_t largest = 1'000'000'000'000'000;  // 30,000 years, in milliseconds.
  return error == std::errc() && end == last && value >= 0 ? std::optional(std::min(value, largest))
                                                           : std::nullopt;
}

/// Some proxies send milliseconds: read as seconds, they would be tens of thousands of years away.
bool is_in_milliseconds(std::int64_t reset, std::chrono::sys_seconds now) {
  constexpr std::chrono::hours near{24};
  const auto difference = std::chrono::seconds(reset / 1000) - now.time_since_epoch();
  return difference >= -near && difference <= near;
}

}  // namespace

Clock::time_point RateLimiter::next(std::size_t under_way, Clock::time_point now) const {
  const bool used_up = remaining_ <= static_cast<std::int64_t>(under_way) && now < reset_time_;
  return std::max(next_slot_, used_up ? reset_time_ : Clock::time_point());
}

void RateLimiter::sent(Clock::time_point now) {
  if (policy_.requests_per_minute > 0) {
    const Clock::duration interval =
        Clock::duration(std::chrono::minutes(1)) / policy_.requests_per_minute;
    next_slot_ = std::max(next_slot_, now) + interval;
  }
}

void RateLimiter::received(const Response& response, const CurrentTimes& times) {
  const auto remaining = number_in(response, "ratelimit-remaining");
  const auto now = server_time(response, times.wall);
  auto reset = number_in(response, "ratelimit-reset");
  if (reset && is_in_milliseconds(*reset, now)) {
    *reset /= 1000;
  }
  if (!remaining || !reset || *reset < reset_) {
    return;  // An answer overtaken by one of the next period is out of date.
  }
  const auto left = std::chrono::seconds(*reset) - now.time_since_epoch();
  if (left > policy_.longest_wait) {
    if (*remaining == 0 && !std::exchange(saw_odd_reset_, true)) {
      remaining_ = 0;
      reset_time_ = times.now + std::min(policy_.wait_for_odd_reset, policy_.longest_wait);
    }
    return;
  }
  if (was_waited_for_in_vain(*remaining, times.now)) {
    saw_odd_reset_ = true;
    remaining_ = std::numeric_limits<std::int64_t>::max();
    return;
  }
  // Answers of one period arrive in any order: the lowest value is the newest.
  remaining_ = *reset == reset_ ? std::min(remaining_, *remaining) : *remaining;
  if (*reset != reset_) {
    reset_time_ = times.now + std::max(left, std::chrono::seconds(0));
  }
  reset_ = *reset;
}

bool RateLimiter::was_waited_for_in_vain(std::int64_t remaining, Clock::time_point now) {
  if (remaining > 0) {
    vain_waits_ = 0;
  } else if (remaining_ == 0 && now >= reset_time_) {
    ++vain_waits_;
  }
  return vain_waits_ >= policy_.most_vain_waits;
}

}  // namespace dora::http
