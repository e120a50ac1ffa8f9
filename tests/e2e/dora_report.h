// Runs the program and the test GitLab as a person would; what every end-to-end test begins with.
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

/// A working folder, a test GitLab that asks for `token`, and the program.
class EndToEnd : public testing::Test {
 protected:
  using Arguments = std::vector<std::string>;
  using Environment = std::map<std::string, std::string>;

  /// Ends the server before, if there is one. A project of 40 services and 2,000 merge requests
  /// unless `arguments` say otherwise.
  void start_server(const Arguments& arguments = {});
  const GitLabServerProcess& server() const { return *server_; }

  /// How to run the program: with the server's address and the token in the environment; `changes`
  /// overrides them, and an empty value takes a variable away.
  ProgramCall call(const Arguments& arguments, const Environment& changes = {}) const;
  ProgramResult run(const Arguments& arguments, const Environment& changes = {}) const;
  /// `collect --project platform/deployments --out data` and more.
  ProgramResult collect(const Arguments& more = {}, const Environment& changes = {}) const;

  /// What the server's generator knows of data of these arguments, `summary` or `counts`: a file.
  std::filesystem::path expected(const std::string& what, const Arguments& arguments = {}) const;
  std::string file(const std::filesystem::path& name) const;
  /// The SHA-256 of every file below a folder, by its name within.
  std::map<std::string, std::string> hashes(const std::filesystem::path& name) const;

  TemporaryFolder folder_;

 private:
  std::unique_ptr<GitLabServerProcess> server_;
};

/// What is in a folder, by name.
std::vector<std::string> names_in(const std::filesystem::path& folder);

/// What jq makes of a file: its result on one line, keys sorted. Fails the test when jq fails.
std::string jq(const std::string& filter, const std::filesystem::path& file);

}  // namespace dora::test
