// Resolves GitLab's address, the projects and the token, and checks that the token may go to that
// address.
#include "collector/gitlab/settings.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/cli/dotenv.h"
#include "collector/base/environment.h"
#include "collector/base/error.h"
#include "collector/gitlab/api.h"
#include "collector/http/credential_rule.h"

namespace dora::gitlab {
namespace {

using base::Authority;

/// The parsed command line and the other sources of settings.
struct Sources {
  const CLI::App& app;
  const cli::ConfigFile& config;
  cli::Dotenv dotenv;

  /// Set by a flag or by the environment, which CLI11 reads.
  bool set_above_dotenv(const std::string& option) const {
    return cli::is_given(app, option) && !config.sets(option);
  }
  /// The value in .env if that takes precedence; otherwise empty.
  std::string from_dotenv(const std::string& option, std::string_view variable) const {
    return set_above_dotenv(option) ? "" : dotenv.value(variable);
  }
};

void report_ignored(const cli::Dotenv& dotenv, base::Log& log) {
  constexpr std::size_t most = 5;
  if (const auto& names = dotenv.ignored; !names.empty()) {
    const auto shown = static_cast<std::ptrdiff_t>(std::min(names.size(), most));
    log.debug(
        fmt::format(".env: not a setting of dora-report, ignored: {}{}",
                    fmt::join(names.begin(), names.begin() + shown, ", "),
                    names.size() > most ? fmt::format(" and {} more", names.size() - most) : ""));
  }
}

void apply_projects(const Sources& sources, GitlabOptions& options) {
  if (const std::string project = sources.from_dotenv("--project", "PROJECT_ID");
      !project.empty()) {
    options.projects = {project};
  } else if (!cli::is_given(sources.app, "--project")) {
    options.projects.clear();
    for (const char* variable : options.ci_projects) {
      if (const std::string found = base::environment(variable); !found.empty()) {
        options.projects = {found};
        break;
      }
    }
  }
  if (options.projects.empty()) {
    throw base::UsageError(
        "no project is given: use --project, PROJECT_ID in the environment or in .env, or project "
        "in the config file");
  }
}

/// A project's address, pasted from the browser, is taken apart: its path remains. The address must
/// be that of the server that is asked: a token is never sent where a project's name says.
std::string project_of(const std::string& given, const std::string& api_url) {
  if (!given.starts_with("http://") && !given.starts_with("https://")) {
    return given;
  }
  std::string base = api_root(api_url);
  base.resize(base.size() - std::string_view("api/v4").size());
  if (!given.starts_with(base)) {
    throw base::UsageError(
        fmt::format("--project takes group/project; the address that was given is not on {}: give "
                    "its server as "
                    "--api-url",
                    base));
  }
  std::string path = given.substr(base.size(), given.find_first_of("?#") - base.size());
  path = path.substr(0, path.find("/-/"));
  path.erase(path.find_last_not_of('/') + 1);
  return path.ends_with(".git") ? path.substr(0, path.size() - 4) : path;
}

void take_projects_apart(GitlabOptions& options) {
  for (std::string& project : options.projects) {
    project = project_of(project, options.api_url);
    if (project.empty()) {
      throw base::UsageError("--project is empty; it takes a numeric id or a path, group/project");
    }
  }
}

/// Where the user's own token goes if no file in the working folder says otherwise.
http::Address operators_address(const Sources& sources, const GitlabOptions& options) {
  if (sources.config.sets("--api-url") && sources.config.authority == Authority::operators) {
    return {options.api_url, "", Authority::operators};
  }
  const std::string ci = base::environment("CI_API_V4_URL");
  return {ci.empty() ? options.default_api_url : ci, "", Authority::operators};
}

http::Address apply_address(const Sources& sources, GitlabOptions& options) {
  if (const std::string url = sources.from_dotenv("--api-url", "GITLAB_API_URL"); !url.empty()) {
    options.api_url = url;
    return {url, "GITLAB_API_URL in .env", Authority::dotenv};
  }
  if (sources.config.sets("--api-url")) {
    return {options.api_url, "api-url in " + sources.config.path.string(),
            sources.config.authority};
  }
  if (const std::string url = base::environment("CI_API_V4_URL");
      !url.empty() && !cli::is_given(sources.app, "--api-url")) {
    options.api_url = url;
  }
  return {options.api_url, "", Authority::operators};
}

/// A token file's content belongs to its owner, whoever names the file: a config file in the
/// working folder could name one outside it.
http::Secret apply_token(const Sources& sources, GitlabOptions& options) {
  const std::string given = base::environment("PRIVATE_TOKEN");
  const std::string dotenv = sources.dotenv.value("PRIVATE_TOKEN");
  if (sources.config.sets("--token-file") && !(given.empty() && dotenv.empty())) {
    options.token_file.clear();
  }
  options.token = given.empty() ? dotenv : given;
  if (!options.token_file.empty()) {
    return {"the access token (of --token-file)", Authority::operators};
  }
  return given.empty() ? http::Secret{"the access token (PRIVATE_TOKEN in .env)", Authority::dotenv}
                       : http::Secret{"the access token (PRIVATE_TOKEN in the environment)",
                                      Authority::operators};
}

}  // namespace

void apply_gitlab_settings(const CLI::App& app, const cli::ConfigFile& config, base::Log& log,
                           GitlabOptions& options) {
  const Sources sources{app, config, cli::read_dotenv(".env")};
  report_ignored(sources.dotenv, log);
  apply_projects(sources, options);
  const http::Address standard = operators_address(sources, options);
  const http::Address address = apply_address(sources, options);
  take_projects_apart(options);
  const http::Secret token = apply_token(sources, options);
  if (!options.token_file.empty() || !options.token.empty()) {
    require_firm_address(
        token, address, {standard},
        token.authority == Authority::dotenv
            ? "if you trust that address, put GITLAB_API_URL next to the token in .env"
            : "if you trust that address, give it as --api-url or as GITLAB_API_URL in the "
              "environment");
  }
}

}  // namespace dora::gitlab
