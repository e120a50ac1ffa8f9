// Where the address of a webhook comes from.
#pragma once

#include <filesystem>
#include <string>

#include "collector/base/cli/config_file.h"
#include "collector/base/log.h"
#include "reports/chats/webhook.h"

namespace CLI {
class App;
}

namespace dora::chats {

struct WebhookOptions {
  std::filesystem::path file;  ///< Empty: use `address`.
  std::string address;         ///< From the environment or .env, never from a flag; may be empty.
  std::string address_source;  ///< For messages: `DORA_WEBHOOK_URL in .env`.
  std::filesystem::path ca_file;
  int attempts = 6;
  bool allow_insecure = false;  ///< Allow http:// to other machines.
};

/// Call it after parsing. `--webhook-file` as a flag > DORA_WEBHOOK_URL in the environment > in
/// `.env` > webhook-file in the config file. The address is the secret, so a file in the working
/// folder that names it sends no secret from elsewhere; rules for config files keep webhook-file
/// inside the folder. Throws a UsageError if `.env` is invalid.
void apply_webhook_settings(const CLI::App& app, const cli::ConfigFile& config,
                            WebhookOptions& options);

bool has_webhook(const WebhookOptions& options);

/// Throws a UsageError that does not repeat it if there is none, or if it is invalid.
Webhook read_webhook(const WebhookOptions& options, base::Log& log);

}  // namespace dora::chats
