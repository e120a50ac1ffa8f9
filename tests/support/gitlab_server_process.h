// A GitLab for one test, in a process of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

/// Runs tests/tools/gitlab-server until the test ends, however it ends.
class GitLabServerProcess {
 public:
  /// Takes the options of gitlab-server, except `--request-log`. Throws an Error with the server's
  /// own message if it does not start.
  explicit GitLabServerProcess(std::vector<std::string> arguments = {});
  ~GitLabServerProcess();
  GitLabServerProcess(const GitLabServerProcess&) = delete;
  GitLabServerProcess& operator=(const GitLabServerProcess&) = delete;

  /// `http://127.0.0.1:PORT`.
  const std::string& base_url() const { return base_url_; }
  /// `http://127.0.0.1:PORT/api/v4`.
  std::string api_url() const { return base_url_ + "/api/v4"; }
  /// One line per request so far: `GET /api/... 200 auth=yes user-agent`.
  std::vector<std::string> requests() const;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<RunningProgram> program_;
  std::string base_url_;
};

/// Returns the output of `gitlab-server --print-expected WHAT` for the data that these options
/// generate.
std::string expected_of(const std::string& what, std::vector<std::string> arguments);

}  // namespace dora::test
