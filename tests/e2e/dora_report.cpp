// Runs the program and the test GitLab like a user; the basis of every end-to-end test.
#include "tests/e2e/dora_report.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"

namespace dora::test {

void EndToEnd::start_server(const Arguments& arguments) {
  server_.reset();
  Arguments all{"--token", token};
  all.insert(all.end(), arguments.begin(), arguments.end());
  server_ = std::make_unique<GitLabServerProcess>(all);
}

ProgramCall EndToEnd::call(const Arguments& arguments, const Environment& changes) const {
  Environment variables{{"PATH", "/usr/bin:/bin"}, {"HOME", folder_.path()}};
  if (server_) {
    variables["PRIVATE_TOKEN"] = token;
    variables["GITLAB_API_URL"] = server_->base_url();
  }
  for (const auto& [name, value] : changes) {
    variables[name] = value;
  }
  ProgramCall call;
  call.program = DORA_REPORT;
  call.arguments = arguments;
  call.folder = folder_.path();
  call.environment.clear();
  for (const auto& [name, value] : variables) {
    if (!value.empty()) {
      call.environment.push_back(fmt::format("{}={}", name, value));
    }
  }
  return call;
}

ProgramResult EndToEnd::run(const Arguments& arguments, const Environment& changes) const {
  return run_program(call(arguments, changes));
}

ProgramResult EndToEnd::collect(const Arguments& more, const Environment& changes) const {
  Arguments all{"collect", "--project", "platform/deployments", "--out", "data"};
  all.insert(all.end(), more.begin(), more.end());
  return run(all, changes);
}

std::filesystem::path EndToEnd::expected(const std::string& what,
                                         const Arguments& arguments) const {
  return folder_.write("expected.json", expected_of(what, arguments));
}

std::string EndToEnd::file(const std::filesystem::path& name) const {
  return files::read_file(folder_ / name);
}

std::map<std::string, std::string> EndToEnd::hashes(const std::filesystem::path& name) const {
  std::map<std::string, std::string> result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / name)) {
    if (entry.is_regular_file()) {
      result[std::filesystem::relative(entry, folder_ / name)] =
          files::sha256_of_file(entry.path());
    }
  }
  return result;
}

void ReportedProject::collect_and_render() const {
  const ProgramResult collected =
      run({"collect", "--project", "platform/deployments", "--out", "DATA"}, monday);
  ASSERT_EQ(collected.exit_code, 0) << collected.errors;
  const ProgramResult rendered =
      run({"render", "--summary", "DATA/summary.json", "--out", "CHARTS"}, monday);
  ASSERT_EQ(rendered.exit_code, 0) << rendered.errors;
}

ProgramResult ReportedProject::report(const Arguments& more) const {
  Arguments all{"report", "--data", "DATA", "--charts", "CHARTS", "--out", "SITE"};
  all.insert(all.end(), more.begin(), more.end());
  return run(all, monday);
}

void ReportedProject::make(const Arguments& more) const {
  const ProgramResult result = report(more);
  ASSERT_EQ(result.exit_code, 0) << result.errors;
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string jq(const std::string& filter, const std::filesystem::path& file) {
  ProgramCall call;
  call.program = "/usr/bin/jq";
  call.arguments = {"--sort-keys", "--compact-output", filter, file};
  const ProgramResult result = run_program(call);
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  return result.output;
}

}  // namespace dora::test
