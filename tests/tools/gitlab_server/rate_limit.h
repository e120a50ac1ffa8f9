// Limits the requests per period of time, and announces that in headers.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dora::test {

struct RateLimitOptions {
  int requests = 0;  ///< 0: no limit and no headers.
  int seconds = 60;

  bool operator==(const RateLimitOptions&) const = default;
};

/// Parses `REQUESTS/SECONDS`, both positive.
std::optional<RateLimitOptions> parse_rate_limit(std::string_view text);

struct RateLimitReply {
  bool refused = false;
  /// RateLimit-*, and Retry-After if refused.
  std::vector<std::pair<std::string, std::string>> headers;
};

/// Periods begin at multiples of their length, like those of GitLab's middleware
/// (https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers).
/// Thread-safe.
class RateLimit {
 public:
  explicit RateLimit(RateLimitOptions options) : options_(options) {}

  /// Counts a request, even if it is refused.
  RateLimitReply take(std::chrono::sys_seconds now);

 private:
  RateLimitOptions options_;
  std::mutex mutex_;
  std::int64_t period_ = 0;
  std::int64_t observed_ = 0;
};

}  // namespace dora::test
