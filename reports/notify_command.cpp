// The command-line options of `notify`.
#include "reports/notify_command.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/ca_file_option.h"
#include "collector/base/cli/help_format.h"
#include "collector/base/cli/tier_order_option.h"
#include "reports/input_options.h"

namespace dora::reports {
namespace {

void add_chat_options(CLI::App& command, NotifyOptions& options) {
  constexpr const char* group = "Where";
  command
      .add_option_function<std::string>(
          "--format",
          [&options](const std::string& text) { options.chat = *chats::parse_chat(text); },
          "The chat that the webhook belongs to: slack, mattermost or teams (a webhook of "
          "Workflows)")
      ->type_name("CHAT")
      ->check([](const std::string& text) {  // The text may be a misplaced secret.
        return chats::parse_chat(text) ? "" : "takes slack, mattermost or teams";
      })
      ->required()
      ->group(group);
  command
      .add_option("--webhook-file", options.webhook.file,
                  "Read the address of the webhook from this file; else from DORA_WEBHOOK_URL in "
                  "the environment or in .env. It is a secret: whoever knows it can post")
      ->type_name("FILE")
      ->group(group);
  command.add_flag("--dry-run", options.dry_run, "Print the message as JSON; send nothing")
      ->group(group);
}

void add_message_options(CLI::App& command, NotifyOptions& options) {
  constexpr const char* group = "What";
  add_digest_options(command, options.week, options.title, group);
  command
      .add_option("--site-url", options.site_url,
                  "Address at which the report is published, for a link and, with --charts, the "
                  "chart of all services; the chat's server must be able to fetch it")
      ->type_name("URL")
      ->group(group);
}

void add_connection_options(CLI::App& command, chats::WebhookOptions& options) {
  cli::add_ca_file_option(command, options.ca_file);
  command
      .add_option("--attempts", options.attempts,
                  "Attempts while the chat refuses the message (HTTP 429 and 503) or no "
                  "connection is made; nothing that may have been posted is sent again")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str()
      ->group(cli::advanced_group);
  command
      .add_flag("--allow-insecure", options.allow_insecure,
                "Send to http:// on another machine too, where others can read the address")
      ->group(cli::advanced_group);
}

}  // namespace

CLI::App* add_notify_command(CLI::App& program, NotifyOptions& options) {
  CLI::App* command =
      program.add_subcommand("notify", "Send the week's digest to Slack, Mattermost or Teams");
  add_input_options(*command, options.data, options.charts, false);
  add_chat_options(*command, options);
  add_message_options(*command, options);
  add_connection_options(*command, options.webhook);
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  command->footer(
      "Examples:\n"
      "  dora-report notify --data data --format slack --webhook-file webhook.txt\n"
      "  DORA_WEBHOOK_URL=... dora-report notify --data data --charts charts \\\n"
      "    --format teams --site-url https://example.com/report\n\n"
      "Each run posts one message. If it ends with 1, it says whether the message may\n"
      "have been posted.");
  return command;
}

}  // namespace dora::reports
