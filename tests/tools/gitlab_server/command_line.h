// The options of gitlab-server.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/tools/gitlab_server/api.h"
#include "tests/tools/gitlab_server/expected.h"
#include "tests/tools/gitlab_server/merge_request_generator.h"
#include "tests/tools/gitlab_server/server.h"

namespace CLI {
class App;
}

namespace dora::test {

struct CommandLine {
  GeneratorOptions generator;
  std::filesystem::path data_file;     ///< Empty: generated data.
  std::filesystem::path changes_file;  ///< Empty: no changes.
  ApiOptions api;
  ServerOptions server;
  std::vector<std::string> failures;
  bool exit_with_stdin = false;
  std::string print_expected;  ///< `summary`, `counts`, or empty: serve.
  ExpectedOptions expected;
};

void add_options(CLI::App& app, CommandLine& command);

DataSet load_data(const CommandLine& command);
std::vector<Change> load_changes(const CommandLine& command);
std::vector<FailureRule> parse_failures(const CommandLine& command);

}  // namespace dora::test
