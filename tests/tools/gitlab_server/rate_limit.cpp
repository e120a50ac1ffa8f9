// Limits the requests per period of time, and announces that in headers.
#include "tests/tools/gitlab_server/rate_limit.h"

#include <algorithm>
#include <charconv>

namespace dora::test {

std::optional<RateLimitOptions> parse_rate_limit(std::string_view text) {
  RateLimitOptions options;
  const char* last = text.data() + text.size();
  const auto requests = std::from_chars(text.data(), last, options.requests);
  if (requests.ec != std::errc() || requests.ptr == last || *requests.ptr != '/') {
    return std::nullopt;
  }
  const auto seconds = std::from_chars(requests.ptr + 1, last, options.seconds);
  const bool valid = seconds.ec == std::errc() && seconds.ptr == last && options.requests > 0 &&
                     options.seconds > 0;
  return valid ? std::optional(options) : std::nullopt;
}

RateLimitReply RateLimit::take(std::chrono::sys_seconds now) {
  if (options_.requests == 0) {
    return {};
  }
  const std::int64_t time = now.time_since_epoch().count();
  const std::int64_t period = time / options_.seconds;
  const std::lock_guard lock(mutex_);
  observed_ = period == period_ ? observed_ + 1 : 1;
  period_ = period;
  const std::int64_t reset = (period + 1) * options_.seconds;
  const std::int64_t per_minute = std::int64_t{options_.requests} * 60 / options_.seconds;
  const std::int64_t remaining = std::max<std::int64_t>(options_.requests - observed_, 0);
  RateLimitReply reply{observed_ > options_.requests,
                       {{"RateLimit-Limit", std::to_string(per_minute)},
                        {"RateLimit-Name", "throttle_authenticated_api"},
                        {"RateLimit-Observed", std::to_string(observed_)},
                        {"RateLimit-Remaining", std::to_string(remaining)},
                        {"RateLimit-Reset", std::to_string(reset)}}};
  if (reply.refused) {
    reply.headers.emplace_back("Retry-After", std::to_string(reset - time));
  }
  return reply;
}

}  // namespace dora::test
