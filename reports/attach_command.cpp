// The command-line options of `attach`.
#include "reports/attach_command.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/tier_order_option.h"
#include "collector/gitlab/gitlab_command.h"
#include "reports/cards/condition.h"
#include "reports/input_options.h"

namespace dora::reports {
namespace {

void add_place_options(CLI::App& command, AttachOptions& options) {
  constexpr const char* group = "Where";
  command
      .add_option("-p,--project", options.gitlab.projects,
                  "The GitLab project of the merge request or issue (in GitLab CI: its own)")
      ->envname("PROJECT_ID")
      ->expected(1)
      ->type_name("ID|PATH")
      ->group(group);
  command
      .add_option("--merge-request", options.merge_request,
                  "Number of the merge request (in a merge request pipeline of GitLab CI: its own)")
      ->check(CLI::PositiveNumber)
      ->type_name("N")
      ->group(group);
  command.add_option("--issue", options.issue, "Number of the issue")
      ->check(CLI::PositiveNumber)
      ->type_name("N")
      ->group(group);
  command
      .add_option("-o,--output", options.output,
                  "Write the card as Markdown to this file, with its charts beside it, instead of "
                  "posting it: for GitHub, a wiki, a mail")
      ->type_name("FILE")
      ->group(group);
}

void add_subject_options(CLI::App& command, AttachOptions& options) {
  constexpr const char* group = "What";
  command
      .add_option("--service", options.services,
                  "A service that the card is about (repeatable; default: those named by the "
                  "labels of the merge request)")
      ->allow_extra_args(false)
      ->type_name("NAME")
      ->group(group);
  command
      .add_flag("--digest", options.digest,
                "Post the week's digest instead of the risk of services")
      ->group(group);
  add_digest_options(command, options.week, options.title, group);
  command
      .add_option("--site-url", options.site_url,
                  "Address at which the report is published, for links")
      ->type_name("URL")
      ->group(group);
}

void add_action_options(CLI::App& command, AttachOptions& options) {
  constexpr const char* group = "When";
  command
      .add_option_function<std::vector<std::string>>(
          "--only-if",
          [&options](const std::vector<std::string>& conditions) {
            for (const std::string& text : conditions) {
              if (!cards::parse_condition(text)) {
                throw CLI::ValidationError(
                    "--only-if", "takes attention, failing or rate>10%, not '" + text + "'");
              }
            }
            options.only_if = conditions;
          },
          "Write a note only if a service needs attention, is failing, or had a failure rate above "
          "a bound in the last 4 weeks: attention, failing, 'rate>10%' (repeatable: one is "
          "enough). "
          "An earlier note stays as it is")
      ->allow_extra_args(false)
      ->type_name("CONDITION")
      ->group(group);
  command
      .add_flag("--dry-run", options.dry_run,
                "Print the card and what would be done; change nothing")
      ->group(group);
  command.add_flag("--remove", options.remove, "Delete the note of an earlier run")->group(group);
  command
      .add_flag("--if-token", options.if_token,
                "Without a token, as in the pipeline of a fork, print the card and succeed")
      ->group(group);
}

}  // namespace

CLI::App* add_attach_command(CLI::App& program, AttachOptions& options) {
  CLI::App* command = program.add_subcommand(
      "attach", "Post a card on a merge request or an issue, and keep it up to date");
  add_input_options(*command, options.data, options.charts);
  // The pipeline of a fork's merge request runs in another project.
  options.gitlab.ci_projects = {"CI_MERGE_REQUEST_PROJECT_ID", "CI_PROJECT_ID"};
  add_place_options(*command, options);
  add_subject_options(*command, options);
  add_action_options(*command, options);
  gitlab::add_connection_options(
      *command, options.gitlab,
      "A note needs the scope api and the role Reporter; a job token cannot write notes");
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  command->footer(
      "Examples:\n"
      "  PRIVATE_TOKEN=... dora-report attach --project group/project --merge-request 42 \\\n"
      "    --data data --charts charts\n"
      "  PRIVATE_TOKEN=... dora-report attach --project group/project --issue 7 --digest \\\n"
      "    --data data --charts charts\n"
      "  dora-report attach --data data --charts charts --service api --output card.md");
  return command;
}

}  // namespace dora::reports
