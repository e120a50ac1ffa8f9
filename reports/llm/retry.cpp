// Decides whether a request to a language model is sent again, as OpenAI's own client does. Pure.
#include "reports/llm/retry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "collector/http/http_date.h"

namespace dora::llm {
namespace {

using std::chrono::milliseconds;

std::optional<double> number_of(std::optional<std::string_view> text) {
  double number = 0;
  if (!text) {
    return std::nullopt;
  }
  const char* last = text->data() + text->size();
  const auto [end, error] = std::from_chars(text->data(), last, number);
  return error == std::errc() && end == last && std::isfinite(number) ? std::optional(number)
                                                                      : std::nullopt;
}

/// In seconds.
std::optional<double> asked_delay(const http::Response& response, std::chrono::sys_seconds now) {
  if (const auto ms = number_of(http::find_header(response, "retry-after-ms"))) {
    return *ms / 1000;
  }
  const auto header = http::find_header(response, "retry-after");
  if (const auto seconds = number_of(header)) {
    return seconds;
  }
  const auto date = header ? http::parse_http_date(*header) : std::nullopt;
  return date ? std::optional(
                    static_cast<double>((*date - http::server_time(response, now)).count()))
              : std::nullopt;
}

bool may_retry(const http::Response& response, const ApiError& error) {
  if (response.failure == http::Failure::permanent || ends_run(error.trouble)) {
    return false;
  }
  if (response.failure != http::Failure::none) {
    return true;
  }
  if (const auto wish = http::find_header(response, "x-should-retry")) {
    if (*wish == "true" || *wish == "false") {
      return *wish == "true";
    }
  }
  const int status = error.status;
  return status == 408 || status == 409 || status == 429 || status >= 500;
}

}  // namespace

RetryDecision decide(const RetryRule& rule, const Attempt& attempt, const http::Response& response,
                     const ApiError& error) {
  if (attempt.number > rule.retries || !may_retry(response, error)) {
    return {};
  }
  const auto asked = asked_delay(response, attempt.now);
  if (asked && *asked > static_cast<double>(rule.longest_wait.count())) {
    return {};
  }
  if (asked && *asked > 0) {
    return {true, milliseconds(static_cast<std::int64_t>(std::ceil(*asked * 1000))), true};
  }
  const milliseconds full = std::min<milliseconds>(
      rule.first_delay * (1LL << std::min(attempt.number - 1, 20)), rule.longest_delay);
  const double share = 1 - 0.25 * attempt.jitter;
  return {true, milliseconds(static_cast<std::int64_t>(static_cast<double>(full.count()) * share)),
          false};
}

}  // namespace dora::llm
