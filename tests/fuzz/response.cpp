// Fuzzes the reading of a response's status and headers: paging, dates, waits, rate limits. The
// first line of an input holds the status and the number of items, the others are headers.
#include <charconv>

#include "collector/gitlab/page_audit.h"
#include "collector/http/http_date.h"
#include "collector/http/rate_limiter.h"
#include "collector/http/retry.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace dora;
using namespace std::chrono_literals;
using fuzz::require;

struct Answer {
  http::Response response;
  std::size_t count = 0;
};

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

Answer answer_of(std::string_view text) {
  Answer answer;
  answer.response.url = "http://127.0.0.1/";
  const std::string_view first = take_line(text);
  const char* end = first.data() + first.size();
  const char* rest = std::from_chars(first.data(), end, answer.response.status).ptr;
  std::from_chars(rest == end ? end : rest + 1, end, answer.count);
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t colon = std::min(line.find(": "), line.size());
    answer.response.headers.push_back({std::string(line.substr(0, colon)),
                                       std::string(line.substr(std::min(colon + 2, line.size())))});
  }
  return answer;
}

void check_paging(const Answer& answer) {
  using namespace gitlab;
  PageQuery query;
  query.page = 2;
  fuzz::result_or_error([&] {
    const auto next = next_page(answer.response, query, answer.count);
    require(!next || *next > query.page);
    return next;
  });
  const auto problem =
      fuzz::result_or_error([&] { return audit_paging(query, answer.response, answer.count); });
  if (problem && !*problem) {
    require(answer.response.status == 200 && answer.count <= largest_page);
  }
  total_of(answer.response);
  fuzz::result_or_error([&] {
    require_success(answer.response);
    require(answer.response.status / 100 == 2);
    return true;
  });
}

void check_retry(const http::Response& response) {
  const http::RetryPolicy policy;
  const http::Attempt attempt{1, true, 0.5, std::chrono::sys_seconds(1'700'000'000s)};
  const http::Decision decision = decide(policy, attempt, response);
  require(decision.delay >= 0ms);
  require(decision.delay <=
          std::max<std::chrono::milliseconds>(policy.longest_retry_after, policy.longest_delay));
}

void check_pace(const http::Response& response) {
  const http::RateLimit policy;
  const http::Clock::time_point now{1000h};
  const http::CurrentTimes times{now, std::chrono::sys_seconds(1'700'000'000s)};
  http::RateLimiter pace(policy);
  for (int i = 0; i < 4; ++i) {
    pace.received(response, times);
  }
  require(pace.next(1, now) <= now + policy.longest_wait + 1min);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Answer answer = answer_of(fuzz::text_of(data, size));
  check_paging(answer);
  check_retry(answer.response);
  check_pace(answer.response);
  http::server_time(answer.response, {});
  return 0;
}
