// The options of gitlab-server.
#include "tests/tools/gitlab_server/command_line.h"

#include <functional>

#include <CLI/CLI.hpp>

#include "collector/base/cli/parsed_option.h"
#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"

namespace dora::test {
namespace {

constexpr const char* description =
    "A GitLab for tests: serves one project and its merge requests on a loopback port.\n"
    "Prints `listening on http://127.0.0.1:PORT` when it is ready; SIGTERM and Ctrl-C end it.\n"
    "Speaks HTTP/1.1 only, as cpp-httplib does: put http2_proxy.mjs before it to test HTTP/2.";

constexpr const char* details =
    "Changes: a JSON array such as\n"
    "  [{\"after\": 5, \"put\": {\"iid\": 7, \"state\": \"closed\"}}, {\"after\": 6, \"delete\": "
    "8}]\n"
    "after: how many lists are answered before; put: keys that replace those of the merge "
    "request,\n"
    "or make a new one. Times not given are now. POST the same to /-/changes as\n"
    "application/json to change at once.\n"
    "\n"
    "Failures: --fail KIND[:SELECTOR]..., as often as you like; the first that applies decides.\n"
    "  429               too many requests, JSON, without Retry-After\n"
    "  429-retry-after   the same as text, with Retry-After (:seconds=N, default 1)\n"
    "  429-retry-date    the same, Retry-After as a date\n"
    "  401-expired       the token is expired\n"
    "  408 500 503       JSON errors\n"
    "  502-html          a proxy's page\n"
    "  reset close       the connection ends without an answer\n"
    "  truncate          the body ends half-way\n"
    "  hang              no answer as long as the client waits\n"
    "  drip              the body comes at 20 bytes a second\n"
    "  garbage           200 with a page instead of JSON, called JSON\n"
    "  sign-in-page      200 with a page instead of JSON, called text/html\n"
    "  huge-headers      160 KB of headers\n"
    "  invalid-utf8      200 with a byte in a title that UTF-8 does not have\n"
    "  deep-nesting      200 with 100,000 open brackets\n"
    "  wrong-type wrong-shape   200 with JSON that is not GitLab's\n"
    "  redirect-same     301 to the numeric id, for requests by path\n"
    "  redirect-other=URL       301 to another origin\n"
    "Selectors: on=list, on=project, page=N (place); always, first=N, every=N, after=N (of the\n"
    "requests of that place). Example: --fail 500:on=list:first=3 --fail truncate:page=2:first=1";

void add_data_options(CLI::App& app, CommandLine& command) {
  const char* group = "Data";
  GeneratorOptions& generator = command.generator;
  const auto parse_end = [&generator](const std::string& text) {
    const auto end = parse_moment(text);
    if (!end) {
      throw CLI::ValidationError("--end", "'" + text + "' is not a date such as 2024-06-17T09:30Z");
    }
    generator.end = *end;
  };
  app.add_option("--seed", generator.seed, "Another seed, other data")
      ->capture_default_str()
      ->group(group);
  app.add_option("--services", generator.services, "How many services")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000))
      ->group(group);
  app.add_option("--merge-requests", generator.merge_requests, "How many merge requests")
      ->capture_default_str()
      ->group(group);
  app.add_option("--months", generator.months, "Over how many calendar months")
      ->capture_default_str()
      ->check(CLI::Range(1, 600))
      ->group(group);
  app.add_option_function<std::string>("--end", parse_end, "When the data ends [2024-06-17T09:30Z]")
      ->type_name("DATE")
      ->group(group);
  app.add_flag("--stories", generator.stories,
               "Failures are mended within hours, services have teams (team:NAME), and the\n"
               "busiest ones have something to tell: failing, failing more often, quiet,\n"
               "recovered; notifications-v2 is new")
      ->group(group);
  app.add_flag("--hostile-names", generator.hostile_names,
               "Some services have names that try to break things")
      ->group(group);
  app.add_option("--long-descriptions", generator.long_description_every,
                 "Every so many merge requests one has a description of 1 MiB, GitLab's longest")
      ->type_name("N")
      ->group(group);
}

/// Options that replace the generated data, or print something about it.
void add_other_data_options(CLI::App& app, CommandLine& command) {
  const char* group = "Data";
  app.add_option("--data", command.data_file, "Serve this JSON array of merge requests instead")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--changes", command.changes_file,
                 "Change the data while it is read, as this JSON says; see below")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--print-expected", command.print_expected,
                 "Print what a collection of the data must give, and end: summary or counts")
      ->check(CLI::IsMember({"summary", "counts"}))
      ->group(group);
  app.add_option("--period", command.expected.period, "Of the expected summary")
      ->capture_default_str()
      ->check(CLI::IsMember({"day", "week", "month", "quarter"}))
      ->group(group);
  app.add_flag("--by-finish", command.expected.by_finish,
               "The expected summary counts by merged_at or closed_at")
      ->group(group);
}

void add_api_options(CLI::App& app, CommandLine& command) {
  const char* group = "GitLab";
  ApiOptions& api = command.api;
  app.add_option("--project-id", api.project.id, "The project's number")
      ->capture_default_str()
      ->group(group);
  app.add_option("--project-path", api.project.path, "The project's path")
      ->capture_default_str()
      ->group(group);
  app.add_option("--web-root", api.project.web_root, "What web_url begins with")
      ->capture_default_str()
      ->group(group);
  app.add_option("--url-prefix", api.url_prefix, "Sub-folder of the installation, such as /gitlab")
      ->group(group);
  app.add_option("--token", api.token, "The only token that is accepted; makes the project private")
      ->envname("GITLAB_SERVER_TOKEN")
      ->group(group);
  app.add_flag("--public", api.is_public, "Answer without a token, too")->group(group);
  app.add_flag("--forbidden", api.forbidden, "The token lacks the scope: 403")->group(group);
  cli::add_parsed_option(app, "--rate-limit", "REQUESTS/SECONDS", api.rate_limit, parse_rate_limit)
      ->description("Send RateLimit-* headers, and 429 to what is more in a period of that length")
      ->group(group);
}

}  // namespace

void add_options(CLI::App& app, CommandLine& command) {
  app.description(description);
  app.footer(details);
  add_data_options(app, command);
  add_other_data_options(app, command);
  add_api_options(app, command);
  const char* group = "Server";
  app.add_option("--port", command.server.port, "0: one that is free")
      ->capture_default_str()
      ->check(CLI::Range(0, 65535))
      ->group(group);
  app.add_option("--threads", command.server.threads, "Connections served side by side")
      ->capture_default_str()
      ->check(CLI::Range(1, 1024))
      ->group(group);
  app.add_option_function<int>(
         "--latency",
         [&command](int ms) { command.server.latency = std::chrono::milliseconds(ms); },
         "How long every answer takes at least")
      ->type_name("MS")
      ->check(CLI::Range(0, 600'000))
      ->group(group);
  app.add_option("--fail", command.failures, "See below")
      ->type_name("SPEC")
      ->allow_extra_args(false)
      ->group(group);
  app.add_option("--request-log", command.server.request_log, "One line for each request")
      ->type_name("FILE")
      ->group(group);
  app.add_flag("--exit-with-stdin", command.exit_with_stdin, "End when the input ends, too")
      ->group(group);
}

DataSet load_data(const CommandLine& command) {
  return command.data_file.empty()
             ? generated_data(generate(command.generator), command.api.project)
             : recorded_data(command.data_file);
}

std::vector<Change> load_changes(const CommandLine& command) {
  const auto& file = command.changes_file;
  return file.empty() ? std::vector<Change>()
                      : parse_changes(files::read_file(file), file.string());
}

std::vector<FailureRule> parse_failures(const CommandLine& command) {
  std::vector<FailureRule> rules;
  rules.reserve(command.failures.size());
  for (const std::string& spec : command.failures) {
    rules.push_back(parse_failure(spec));
  }
  return rules;
}

}  // namespace dora::test
