// Which requests go wrong, and how: parses the words of --fail and counts; knows no HTTP.
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
  truncate,                       ///< Half of the body that Content-Length promises.
  hang,                           ///< No answer as long as the client waits.
  drip,                           ///< A body that comes at 20 bytes a second.
  garbage,                        ///< 200 and text that is not JSON.
  sign_in_page,                   ///< `sign-in-page`: 200, HTML and called so.
  huge_headers,                   ///< 160 KB of headers before the body.
  invalid_utf8,                   ///< 200 and a byte that UTF-8 does not have.
  deep_nesting,                   ///< 200 and 100,000 open brackets.
  wrong_type,                     ///< 200 and values of other types than GitLab's.
  wrong_shape,                    ///< 200 and an object where a list is due.
  redirect_same,                  ///< 301 to the numeric id; only asked for by path.
  redirect_other,                 ///< 301 to another origin.
};

/// `kind[:selector]...`. Selectors of place: `on=project`, `on=list`,
/// `on=labels`, `page=N`. Of time, counted
/// over the requests of that place: `always` (default), `first=N`, `every=N`, `after=N`. Values:
/// `seconds=N` for 429-retry-after and 429-retry-date; redirect-other=URL takes all that follows as
/// its URL.
struct FailureRule {
  enum class Time : std::uint8_t { always, first, every, after };

  FailureKind kind = FailureKind::server_error;
  std::optional<bool> on_list;  ///< Nothing: any request.
  bool on_labels = false;       ///< The list of labels alone.
  std::optional<std::size_t> page;
  Time time = Time::always;
  std::size_t number = 0;
  int seconds = 1;
  std::string url;
};

/// Throws a UsageError that names the word it does not know.
FailureRule parse_failure(std::string_view spec);

struct FailureTarget {
  bool is_list = false;
  bool by_path = false;  ///< The project was named by its path.
  std::size_t page = 1;
  bool is_labels = false;  ///< The list of labels, which is no `is_list`.
};

/// The first rule that applies decides; every rule counts the requests of its place. Thread-safe.
class FailurePlan {
 public:
  explicit FailurePlan(std::vector<FailureRule> rules);

  /// Nothing: answer as usual. Valid as long as the plan.
  const FailureRule* next(const FailureTarget& target);

 private:
  std::mutex mutex_;
  std::vector<FailureRule> rules_;
  std::vector<std::size_t> counts_;
};

}  // namespace dora::test
