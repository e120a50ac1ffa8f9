// Where the address of a webhook comes from.
#include "reports/chats/webhook_settings.h"

#include "collector/base/cli/dotenv.h"
#include "collector/base/cli/secret_file.h"
#include "collector/base/environment.h"
#include "collector/base/error.h"

namespace dora::chats {
namespace {

constexpr const char* variable = "DORA_WEBHOOK_URL";

}  // namespace

void apply_webhook_settings(const CLI::App& app, const cli::ConfigFile& config,
                            WebhookOptions& options) {
  const bool in_config = config.sets("--webhook-file");
  if (cli::is_given(app, "--webhook-file") && !in_config) {
    return;
  }
  options.address = base::environment(variable);
  options.address_source = std::string(variable) + " in the environment";
  if (options.address.empty()) {
    options.address = cli::read_dotenv(".env").value(variable);
    options.address_source = std::string(variable) + " in .env";
  }
  if (!options.address.empty()) {
    options.file.clear();
  }
}

bool has_webhook(const WebhookOptions& options) {
  return !options.file.empty() || !options.address.empty();
}

Webhook read_webhook(const WebhookOptions& options, base::Log& log) {
  if (!options.file.empty()) {
    return {
        cli::read_secret_file({"--webhook-file", "the address of a webhook", options.file}, log),
        "--webhook-file " + options.file.string(), options.allow_insecure};
  }
  if (options.address.empty()) {
    throw base::UsageError(
        "no webhook was given: put its address into a file for --webhook-file, or into "
        "DORA_WEBHOOK_URL in the environment; it is a secret, so no flag takes it. --dry-run needs "
        "none");
  }
  if (!cli::is_one_word(options.address)) {
    throw base::UsageError(options.address_source +
                           ": not the address of a webhook: it holds spaces or control characters");
  }
  return {options.address, options.address_source, options.allow_insecure};
}

}  // namespace dora::chats
