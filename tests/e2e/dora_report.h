// Runs the program and the test GitLab like a user; the basis of every end-to-end test.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/gitlab_server_process.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

inline constexpr const char* token = "glpat-s3cret-token";

/// A working folder, a test GitLab that requires `token`, and the program.
class EndToEnd : public testing::Test {
 protected:
  using Arguments = std::vector<std::string>;
  using Environment = std::map<std::string, std::string>;

  /// Replaces the previous server, if any. Serves a project with 40 services and 2,000 merge
  /// requests unless `arguments` say otherwise.
  void start_server(const Arguments& arguments = {});
  const GitLabServerProcess& server() const { return *server_; }

  /// Returns how to run the program: with the server's address and the token in the environment;
  /// `changes` overrides them, and an empty value removes a variable.
  ProgramCall call(const Arguments& arguments, const Environment& changes = {}) const;
  ProgramResult run(const Arguments& arguments, const Environment& changes = {}) const;
  /// Runs `collect --project platform/deployments --out data` with more arguments.
  ProgramResult collect(const Arguments& more = {}, const Environment& changes = {}) const;

  /// Returns a file with the generator's `summary` or `counts` for data with these arguments.
  std::filesystem::path expected(const std::string& what, const Arguments& arguments = {}) const;
  std::string file(const std::filesystem::path& name) const;
  /// Returns the SHA-256 of every file below a folder, by its relative name.
  std::map<std::string, std::string> hashes(const std::filesystem::path& name) const;

  TemporaryFolder folder_;

 private:
  std::unique_ptr<GitLabServerProcess> server_;
};

/// For reports on DATA and CHARTS, as the documentation names the folders, made on `monday`.
class ReportedProject : public EndToEnd {
 protected:
  /// From the server that was started.
  void collect_and_render() const;
  ProgramResult report(const Arguments& more = {}) const;
  /// Runs the report; it must succeed.
  void make(const Arguments& more = {}) const;

  const Environment monday{{"SOURCE_DATE_EPOCH", "1718614800"}};  // 2024-06-17T09:00:00Z
};

/// Returns the names in a folder, sorted.
std::vector<std::string> names_in(const std::filesystem::path& folder);

/// Runs jq on a file and returns its result on one line, with keys sorted. Fails the test if jq
/// fails.
std::string jq(const std::string& filter, const std::filesystem::path& file);

}  // namespace dora::test
