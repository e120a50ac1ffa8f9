// The options of `notify`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reports/chats/message.h"
#include "reports/chats/webhook_settings.h"

namespace dora::reports {

struct NotifyOptions {
  std::filesystem::path data;
  std::vector<std::filesystem::path> charts;  ///< Empty: no picture.
  chats::Chat chat = chats::Chat::slack;
  chats::WebhookOptions webhook;
  std::string week;  ///< ISO week; empty: the last full one.
  std::string title;
  std::string site_url;
  std::vector<std::string> tier_order;
  bool dry_run = false;  ///< Print the message; send nothing.
};

}  // namespace dora::reports
