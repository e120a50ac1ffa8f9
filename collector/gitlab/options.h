// How GitLab is reached, for which projects and with which token.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace dora::gitlab {

struct GitlabOptions {
  static constexpr const char* default_api_url = "https://gitlab.com/api/v4";
  std::string api_url = default_api_url;
  std::vector<std::string> projects;  ///< Numeric ids or paths: `group/project`.
  /// What GitLab CI calls the project, if no other is given: the first variable that is set.
  std::vector<const char*> ci_projects{"CI_PROJECT_ID"};
  std::filesystem::path token_file;  ///< Empty: use `token`.
  std::string token;  ///< From the environment or .env, never from a flag; may be empty.
  std::filesystem::path ca_file;
  int concurrency = 10;             ///< Concurrent requests.
  int attempts = 6;                 ///< Attempts for one request.
  int max_requests_per_minute = 0;  ///< 0: as many as the server accepts.
  std::chrono::seconds stall_timeout{60};
  bool allow_insecure = false;  ///< Allow a token over http:// to other machines.
};

}  // namespace dora::gitlab
