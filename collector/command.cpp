// The command line of the first stage: its options, their meaning and their defaults.
#include "collector/command.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "collector/base/cli/help_format.h"
#include "collector/base/cli/parsed_option.h"
#include "collector/gitlab/gitlab_command.h"
#include "collector/model/instant.h"

namespace dora::collector {
namespace {

void add_source_options(CLI::App& app, CollectOptions& options) {
  app.add_option("-p,--project", options.gitlab.projects,
                 "The GitLab project: its numeric id or its path, group/project. Repeat the option "
                 "for several projects; services of the same name are one service")
      ->envname("PROJECT_ID")
      ->allow_extra_args(false)
      ->type_name("ID|PATH");
  gitlab::add_connection_options(app, options.gitlab,
                                 "Scope read_api is enough; a public project needs none");
  app.add_option("--concurrency", options.gitlab.concurrency, "Concurrent requests")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str()
      ->group(cli::advanced_group);
}

void add_store_options(CLI::App& app, CollectOptions& options) {
  app.add_flag("--full", options.full,
               "Fetch every merge request again, not only what was updated since the last run, and "
               "remove merge requests that no longer exist in GitLab")
      ->group("GitLab");
  app.add_flag("--allow-partial", options.allow_partial,
               "Write the files even if some merge requests cannot be fetched: collection.json and "
               "the report's page about the data list what is missing and why, every page of the "
               "report says so, and the exit code is 3")
      ->group("GitLab");
}

/// Where the names of services, tiers and groups come from.
void add_name_options(CLI::App& app, CollectOptions& options) {
  app.add_option(
         "--service-prefix", options.counting.service_prefix,
         "Prefix of service labels. If it ends with a colon, GitLab's scoped labels match too: "
         "service::x is the same as service:x")
      ->type_name("TEXT")
      ->capture_default_str()
      ->group("Counting");
  app.add_option("--tier-prefix", options.counting.tier_prefix,
                 "Prefix of tier labels; scoped labels match as with --service-prefix")
      ->type_name("TEXT")
      ->capture_default_str()
      ->group("Counting");
  app.add_option(
         "--service-from", options.counting.service_from,
         "Where to read the service if no label names one: branch:, target:, title: or label: "
         "and a regular expression, such as 'branch:^deploy/(?P<service>[^/]+)/' "
         "(repeatable). A group (?P<tier>...) reads the tier, too")
      ->allow_extra_args(false)
      ->type_name("RULE")
      ->group("Counting");
  app.add_option("--tier-from", options.counting.tier_from,
                 "The same for the tier, such as 'target:^(?P<tier>prod|staging)$' (repeatable)")
      ->allow_extra_args(false)
      ->type_name("RULE")
      ->group("Counting");
  app.add_option("--default-tier", options.counting.default_tier,
                 "The tier of merge requests that have a service and no tier (default: they do not "
                 "count)")
      ->type_name("NAME")
      ->group("Counting");
  app.add_option("--rename", options.counting.rename_file,
                 "CSV file with lines OLD,NEW: counts deployments of the service OLD under NEW")
      ->type_name("FILE")
      ->group("Counting");
  app.add_option(
         "--group-prefix", options.counting.group_prefix,
         "Prefix of labels that put a service into a group, such as team: for team:payments "
         "(default: no groups). The newest deployment with such labels decides")
      ->type_name("TEXT")
      ->group("Counting");
  app.add_option("--groups", options.counting.groups_file,
                 "File that says which groups services are in: lines payments-api,payments in a "
                 ".csv file, payments-api = [\"payments\"] in a .toml file; a name may end in *")
      ->type_name("FILE")
      ->group("Counting");
}

void add_counting_options(CLI::App& app, CollectOptions& options) {
  const auto add = [&app](const char* name, const char* form, auto& target, auto parse,
                          const char* what = "") {
    return cli::add_parsed_option(app, name, form, target, parse, what)->group("Counting");
  };
  add("--period", "day|week|month|quarter", options.counting.granularity, model::parse_granularity)
      ->description("Length of the periods that figures are summed over")
      ->default_str("month");
  app.add_option("--timezone", options.counting.time_zone,
                 "Where days begin: a name of the IANA time zone database")
      ->type_name("ZONE")
      ->capture_default_str()
      ->group("Counting");
  add("--date-by", "created|finished", options.counting.date_by, model::parse_date_by)
      ->description(
          "The date that puts a deployment into a period: when its merge request was created, or "
          "when it was merged or closed")
      ->default_str("created");
  add("--since", "YYYY-MM-DD", options.counting.since, model::parse_date,
      "a day of the calendar, YYYY-MM-DD")
      ->description("Count deployments from this day on");
  add("--until", "YYYY-MM-DD", options.counting.until, model::parse_date,
      "a day of the calendar, YYYY-MM-DD")
      ->description("Count deployments before this day");
  add_name_options(app, options);
}

/// Parses a positive number of minutes, hours or days, at most a year: `90m`, `24h`, `2d`.
std::optional<std::chrono::minutes> parse_time_limit(std::string_view text) {
  constexpr std::chrono::minutes longest = std::chrono::days(366);
  int number = 0;
  const auto [unit, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view rest = text.substr(static_cast<std::size_t>(unit - text.data()));
  const int factor = rest == "m" ? 1 : rest == "h" ? 60 : rest == "d" ? 24 * 60 : 0;
  if (error != std::errc() || number <= 0 || factor == 0 || number > longest.count() / factor) {
    return std::nullopt;
  }
  return std::chrono::minutes(number * factor);
}

void add_exclusion_options(CLI::App& app, CollectOptions& options) {
  app.add_option("--exclude-author", options.counting.exclude_authors,
                 "Do not count merge requests of this user name (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("Counting");
  app.add_option("--exclude-label", options.counting.exclude_labels,
                 "Do not count merge requests with this label (repeatable)")
      ->type_name("LABEL")
      ->allow_extra_args(false)
      ->group("Counting");
  app.add_flag("--exclude-bots", options.counting.exclude_bots,
               "Do not count merge requests of project and group access tokens, Renovate and "
               "Dependabot")
      ->group("Counting");
  cli::add_parsed_option(app, "--superseded-within", "24h|2d|90m",
                         options.counting.superseded_within, parse_time_limit)
      ->description(
          "A closed merge request that a merged one of the same service and tier follows within "
          "this time is superseded: not counted, but reported")
      ->group("Counting");
}

}  // namespace

void add_collect_options(CLI::App& app, CollectOptions& options) {
  add_source_options(app, options);
  add_store_options(app, options);
  add_counting_options(app, options);
  add_exclusion_options(app, options);
}

CLI::App* add_collect_command(CLI::App& program, CollectOptions& options) {
  CLI::App* app = program.add_subcommand(
      "collect", "Fetch a project's merge requests and count the deployments among them");
  app->add_option("-o,--out", options.out,
                  "Folder for deployments.db, which makes later runs fast, and for summary.json, "
                  "service_deployments.json, open_merge_requests.json, weeks.json and "
                  "collection.json")
      ->type_name("FOLDER")
      ->required();
  add_collect_options(*app, options);
  app->footer(
      "Example:\n"
      "  PRIVATE_TOKEN=... dora-report collect --project group/project --out data\n\n"
      "The first run fetches every merge request; later runs fetch only what has been\n"
      "updated since. An interrupted run resumes where it stopped. Exit code 3:\n"
      "something is missing, and --allow-partial was given.");
  return app;
}

CLI::App* add_explain_command(CLI::App& program, ExplainOptions& options) {
  CLI::App* app = program.add_subcommand(
      "explain", "Explain how a merge request was read and why it counts or not");
  app->add_option("IID", options.iid, "The number of the merge request, as in !1234")
      ->required()
      ->check(CLI::PositiveNumber);
  app->add_option("--data", options.data, "Folder that collect wrote")
      ->type_name("FOLDER")
      ->required();
  app->add_option("-p,--project", options.project,
                  "Its project, if several were collected: the numeric id or the path")
      ->type_name("ID|PATH");
  app->footer(
      "Example:\n"
      "  dora-report explain 1234 --data data\n\n"
      "Reads what the last collect stored and by which settings it counted; asks no\n"
      "server. To try other rules, run collect with them again: it fetches only what\n"
      "was updated since.");
  return app;
}

}  // namespace dora::collector
