// Decides whether a request to a language model is sent again, as OpenAI's own client does. Pure.
#pragma once

#include <chrono>

#include "reports/llm/answer.h"

namespace dora::llm {

/// https://github.com/openai/openai-python/blob/main/src/openai/_base_client.py
struct RetryRule {
  int retries = 2;
  std::chrono::milliseconds first_delay{500};
  std::chrono::milliseconds longest_delay{8000};
  /// A server that asks for a longer pause is not asked again.
  std::chrono::seconds longest_wait{120};
};

struct Attempt {
  int number = 1;                ///< 1 is the first.
  double jitter = 0;             ///< In [0, 1): the delay is up to a quarter shorter.
  std::chrono::sys_seconds now;  ///< For a date in Retry-After.
};

struct RetryDecision {
  bool again = false;
  std::chrono::milliseconds delay{0};
  bool server_asked = false;  ///< Hold back all other requests, too.
};

/// `x-should-retry` decides if it is there; else 408, 409, 429, 5xx and broken transfers are
/// retried. `retry-after-ms` or Retry-After (seconds or a date) replaces the delay. An error inside
/// a 200 counts as the status that it stands for. What ends_run() is never retried: an exhausted
/// quota is a 429, too.
RetryDecision decide(const RetryRule& rule, const Attempt& attempt, const http::Response& response,
                     const ApiError& error);

}  // namespace dora::llm
