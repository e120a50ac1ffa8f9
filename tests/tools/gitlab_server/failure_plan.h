// Decides which requests fail, and how: parses --fail and counts requests.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::test {

enum class FailureKind : std::uint8_t {
  too_many_requests,              ///< `429`: JSON, without Retry-After (application limiter).
  too_many_requests_retry_after,  ///< `429-retry-after`: text, with Retry-After (middleware).
  too_many_requests_retry_date,   ///< `429-retry-date`: the same, Retry-After as an HTTP date.
  token_expired,                  ///< `401-expired`.
  request_timeout,                ///< `408`: the database was too slow.
  server_error,                   ///< `500`, JSON.
  bad_gateway,                    ///< `502-html`, from a proxy.
  unavailable,                    ///< `503`, JSON.
  reset,                          ///< TCP reset without an answer.
  close,                          ///< Connection closed without an answer.
  truncate,                       ///< Half of the body announced by Content-Length.
  hang,                           ///< No answer for as long as the client waits.
  drip,                           ///< A body at 20 bytes a second.
  garbage,                        ///< 200 and text that is not JSON.
  sign_in_page,                   ///< `sign-in-page`: 200 and HTML, declared as such.
  huge_headers,                   ///< 160 KB of headers before the body.
  invalid_utf8,                   ///< 200 and a byte that is invalid in UTF-8.
  deep_nesting,                   ///< 200 and 100,000 open brackets.
  wrong_type,                     ///< 200 and values of the wrong types.
  wrong_shape,                    ///< 200 and an object instead of a list.
  forbidden,                      ///< `403`.
  not_found,                      ///< `404`.
  too_large,                      ///< `413`, HTML of a proxy.
  redirect_same,                  ///< 301 to the numeric id; only if requested by path.
  redirect_other,                 ///< 301 to another origin.
};

/// `kind[:selector]...`. Selectors of place: `on=project`, `on=list`, `on=labels`, `on=user`,
/// `on=notes` (reading), `on=write` (creating, changing, deleting notes), `on=upload`, `page=N`. Of
/// time, counting the requests of that place: `always` (default), `first=N`, `every=N`, `after=N`.
/// Values: `seconds=N` for 429-retry-after and 429-retry-date; redirect-other=URL takes everything
/// that follows as its URL.
struct FailureRule {
  enum class Time : std::uint8_t { always, first, every, after };

  FailureKind kind = FailureKind::server_error;
  std::string on;  ///< Only requests of this part; empty: any request.
  std::optional<std::size_t> page;
  Time time = Time::always;
  std::size_t number = 0;
  int seconds = 1;
  std::string url;
};

/// Throws a UsageError that names the unknown word.
FailureRule parse_failure(std::string_view spec);

struct FailureTarget {
  bool is_list = false;
  bool by_path = false;  ///< The project was named by its path.
  std::size_t page = 1;
  std::string_view part;  ///< `list`, `labels`, `project`, `user`, `notes`, `write`, `upload`.
};

/// The first matching rule decides; every rule counts the requests of its place. Thread-safe.
class FailurePlan {
 public:
  explicit FailurePlan(std::vector<FailureRule> rules);

  /// Returns nullptr to answer as usual. Valid as long as the plan.
  const FailureRule* next(const FailureTarget& target);

 private:
  std::mutex mutex_;
  std::vector<FailureRule> rules_;
  std::vector<std::size_t> counts_;
};

}  // namespace dora::test
