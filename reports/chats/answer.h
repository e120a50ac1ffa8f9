// What the answer of a webhook means: posted, try again, or failed and what to do. Pure.
#pragma once

#include <chrono>
#include <string>

#include "collector/http/http_client.h"
#include "collector/http/retry.h"
#include "reports/chats/message.h"
#include "reports/chats/webhook.h"

namespace dora::chats {

struct Step {
  enum class Kind : std::uint8_t { posted, again, failed };
  Kind kind = Kind::posted;
  std::chrono::milliseconds delay{0};  ///< Before the next attempt.
  /// What happened, and for `failed` the next step. Holds nothing of the address.
  std::string text;
};

/// Which attempt has been answered, the first is 1, and when.
struct Try {
  int number = 1;
  std::chrono::sys_seconds now;
};

/// A message is sent again only if it certainly was not accepted: nothing was sent, HTTP 429 or
/// 503. If it may have been, `failed` says so: a second message would be posted twice. Redirects
/// are failures.
Step next_step(Chat chat, const Webhook& webhook, const http::RetryPolicy& policy, const Try& last,
               const http::Response& response);

}  // namespace dora::chats
