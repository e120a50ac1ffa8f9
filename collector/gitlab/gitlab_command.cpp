// The options of the command line that say how GitLab is reached.
#include "collector/gitlab/gitlab_command.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/ca_file_option.h"
#include "collector/base/cli/help_format.h"

namespace dora::gitlab {

void add_connection_options(CLI::App& app, GitlabOptions& options, const std::string& scope) {
  app.add_option("--api-url", options.api_url,
                 "GitLab's address, with or without /api/v4 (in GitLab CI: its own server)")
      ->envname("GITLAB_API_URL")
      ->type_name("URL")
      ->capture_default_str()
      ->group("GitLab");
  app.add_option("--token-file", options.token_file,
                 "Read the access token from this file; else from PRIVATE_TOKEN in the environment "
                 "or in .env. " +
                     scope)
      ->type_name("FILE")
      ->group("GitLab");
  cli::add_ca_file_option(app, options.ca_file);
  app.add_option(
         "--attempts", options.attempts,
         "Attempts per request before the run fails; two more if GitLab limits the rate without "
         "saying for how long")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str()
      ->group(cli::advanced_group);
  app.add_flag("--allow-insecure", options.allow_insecure,
               "Send the token over http:// to another machine too, where others can read it")
      ->group(cli::advanced_group);
  app.add_option("--max-requests-per-minute", options.max_requests_per_minute,
                 "Spread requests to at most N a minute [no limit]. RateLimit headers are always "
                 "obeyed; use this for servers that send none")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->group(cli::advanced_group);
  app.add_option_function<int>(
         "--stall-timeout",
         [&options](int value) { options.stall_timeout = std::chrono::seconds(value); },
         "Abort and retry a response that stays below 100 bytes a second for this long, or takes "
         "ten times as long in all")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 3600))
      ->default_str("60")
      ->group(cli::advanced_group);
}

}  // namespace dora::gitlab
