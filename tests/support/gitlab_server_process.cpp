// A GitLab for one test, in a process of its own.
#include "tests/support/gitlab_server_process.h"

#include <csignal>
#include <sstream>
#include <string_view>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"

namespace dora::test {
namespace {

constexpr std::string_view greeting = "listening on ";
constexpr const char* log_name = "requests.log";

ProgramCall call_of(std::vector<std::string> arguments) {
  ProgramCall call;
  call.program = DORA_GITLAB_SERVER;
  call.arguments = std::move(arguments);
  return call;
}

}  // namespace

GitLabServerProcess::GitLabServerProcess(std::vector<std::string> arguments) {
  ProgramCall call = call_of(std::move(arguments));
  call.arguments.insert(call.arguments.end(),
                        {"--request-log", (folder_ / log_name).string(), "--exit-with-stdin"});
  call.keep_input_open = true;
  program_ = std::make_unique<RunningProgram>(call);
  if (!program_->wait_for_output("\n")) {
    throw base::Error("gitlab-server did not start: " + program_->wait().errors);
  }
  const std::string& line = program_->output();
  base_url_ = line.substr(greeting.size(), line.find('\n') - greeting.size());
}

GitLabServerProcess::~GitLabServerProcess() {
  program_->send(SIGTERM);
  program_->wait();
}

std::vector<std::string> GitLabServerProcess::requests() const {
  std::istringstream text(files::read_file(folder_ / log_name));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) {
    lines.push_back(line);
  }
  return lines;
}

std::string expected_of(const std::string& what, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--print-expected", what});
  const ProgramResult result = run_program(call_of(std::move(arguments)));
  if (result.exit_code != 0) {
    throw base::Error("gitlab-server --print-expected failed: " + result.errors);
  }
  return result.output;
}

}  // namespace dora::test
