// Cases of rate limits and clocks: headers that say when to come back, and what time it is.
#include <atomic>

#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

SpoilAnswer header_is(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](
             Answer& answer, const Request&, const Scene&) { answer.set(name, value); };
}

/// Answers the first list with that status and that Retry-After, the others honestly.
Case limited_once(std::string name, std::string story, Outcome outcome, int status,
                  const std::string& retry_after) {
  return spoiled(std::move(name), std::move(story), std::move(outcome),
                 [=](Answer& answer, const Request&, const Scene& scene) {
                   if (scene.list_number == 1) {
                     answer.status = status;
                     answer.body = R"({"message":"429 Too Many Requests"})";
                     answer.set("Retry-After", retry_after);
                   }
                 });
}

std::vector<Case> retry_cases() {
  const char* const limited = "HTTP 429";
  return {
      limited_once("retry-after-year", "429: come back in a year.", fails_with(limited), 429,
                   "31536000"),
      limited_once("retry-after-year-503", "503: come back in a year.", fails_with("HTTP 503"), 503,
                   "31536000"),
      limited_once("retry-after-negative", "429: come back in -5 seconds.", right_figures(), 429,
                   "-5"),
      limited_once("retry-after-past", "429: come back at a time of 2001.", right_figures(), 429,
                   "Mon, 01 Jan 2001 00:00:00 GMT"),
      limited_once("retry-after-far-date", "429: come back in 2090.", fails_with(limited), 429,
                   "Sun, 01 Jan 2090 00:00:00 GMT"),
      limited_once("retry-after-words", "429: come back soon.", right_figures(), 429, "soon"),
      limited_once("retry-after-overflow", "429: come back in 10^30 seconds.",
                   right_figures_or(limited), 429, "1000000000000000000000000000000"),
      spoiled("limited-at-times", "Every fifth list is a 429 without Retry-After.", right_figures(),
              [](Answer& answer, const Request&, const Scene& scene) {
                if (scene.list_number % 5 == 0) {
                  answer.status = 429;
                  answer.body = "{}";
                }
              }),
      spoiled("failing-at-times", "Every third list is a 502.", right_figures_or("HTTP 502"),
              [](Answer& answer, const Request&, const Scene& scene) {
                if (scene.list_number % 3 == 0) {
                  answer.status = 502;
                  answer.body = "<html>";
                }
              }),
  };
}

std::vector<Case> rate_limit_cases() {
  const auto limit = [](const std::string& remaining, const std::string& reset) {
    return [=](Answer& answer, const Request&, const Scene&) {
      answer.set("RateLimit-Remaining", remaining);
      answer.set("RateLimit-Reset", reset);
    };
  };
  return {
      spoiled("reset-garbage", "RateLimit-Reset is not a number.", right_figures(),
              limit("0", "tomorrow")),
      spoiled("reset-past", "RateLimit-Reset is 1.", right_figures(), limit("0", "1")),
      spoiled("reset-overflow", "RateLimit-Reset is beyond 64 bits.", right_figures(),
              limit("0", "99999999999999999999999")),
      spoiled("remaining-garbage", "RateLimit-Remaining is not a number.", right_figures(),
              limit("none", "99999999999")),
      spoiled("remaining-negative", "RateLimit-Remaining is -1, the reset is past.",
              right_figures(), limit("-1", "1")),
  };
}

std::vector<Case> clock_cases() {
  const char* const clock = "[Cc]lock|Date";
  return {
      spoiled("date-2100", "The server's clock says 2100.", right_figures_or(clock),
              header_is("Date", "Fri, 01 Jan 2100 00:00:00 GMT")),
      spoiled("date-1970", "The server's clock says 1970.", right_figures_or(clock),
              header_is("Date", "Thu, 01 Jan 1970 00:00:00 GMT")),
      spoiled("date-garbage", "Date is not a date.", right_figures(), header_is("Date", "today")),
      spoiled("date-missing", "No Date.", right_figures(),
              [](Answer& answer, const Request&, const Scene&) { answer.remove("Date"); }),
  };
}

/// The project's number is different in each answer.
Case changing_project() {
  return {"project-changes", "The project has another number in each answer.",
          right_figures_or("project"), [](const Request& request, const Scene& scene) {
            Answer answer = scene.gitlab.answer(request);
            if (!request.is_list()) {
              static std::atomic<int> number{42};
              answer.body = fmt::format(R"({{"id":{},"path_with_namespace":"a/b"}})", number++);
            }
            return reply_with(answer);
          }};
}

}  // namespace

std::vector<Case> limit_cases() {
  std::vector<Case> all = retry_cases();
  for (const auto& more : {rate_limit_cases(), clock_cases(), {changing_project()}}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace dora::test::hostile
