// gitlab-server: a GitLab for tests; reads the command line and serves until stopped.
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "tests/tools/gitlab_server/command_line.h"
#include "tests/tools/gitlab_server/end_of_run.h"
#include "tests/tools/gitlab_server/expected.h"
#include "tests/tools/gitlab_server/server.h"

namespace {

using namespace dora::test;

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void run(const CommandLine& command) {
  if (command.print_expected == "summary") {
    print(expected_summary(generate(command.generator), command.expected));
    return;
  }
  if (command.print_expected == "counts") {
    print(expected_counts(generate(command.generator)));
    return;
  }
  // Created before the server's threads, which must not receive its signals.
  EndOfRun end(command.exit_with_stdin);
  Api api(command.api, load_data(command), parse_failures(command), load_changes(command));
  const Server server(api, command.server);
  print(fmt::format("listening on http://127.0.0.1:{}\n", server.port()));
  end.wait();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app;
  CommandLine command;
  add_options(app, command);
  CLI11_PARSE(app, argc, argv);
  try {
    run(command);
    return 0;
  } catch (const dora::base::Error& error) {
    fmt::print(stderr, "gitlab-server: error: {}\n", error.what());
    return static_cast<int>(error.code());
  }
}
