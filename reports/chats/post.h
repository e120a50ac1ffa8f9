// Posts a message to a webhook, once.
#pragma once

#include <string>

#include "collector/base/log.h"
#include "collector/http/http_client.h"
#include "collector/http/retry.h"
#include "reports/chats/message.h"
#include "reports/chats/webhook.h"

namespace dora::chats {

/// Waits and tries again as next_step() says; logs why. Throws an Error if the message was not
/// posted or may not have been, and base::Interrupted, after a warning if a request was in
/// progress.
void post(Chat chat, const Webhook& webhook, const std::string& json,
          const http::RetryPolicy& policy, http::HttpClient& client, base::Log& log);

}  // namespace dora::chats
