// Tests of collector/gitlab/settings: every source of a token with every source of an address.
#include "collector/gitlab/settings.h"

#include <filesystem>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/command.h"
#include "tests/support/temporary_folder.h"

namespace dora::gitlab {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A working folder `work` and, next to it, the operator's own files.
class GitLabSettings : public testing::Test {
 protected:
  GitLabSettings() {
    folder_.write("token", "glpat-of-file\n");
    clear();
  }
  ~GitLabSettings() override {
    clear();
    std::filesystem::current_path(before_);
  }

  void clear() {
    std::filesystem::current_path(folder_.path());
    std::filesystem::remove_all("work");
    std::filesystem::create_directory("work");
    std::filesystem::current_path("work");
    dotenv_ = folder_config_ = own_config_ = "";
    arguments_ = "collect --out data --project 1";
    for (const char* name : {"GITLAB_API_URL", "PRIVATE_TOKEN", "PROJECT_ID", "CI_API_V4_URL",
                             "CI_PROJECT_ID", "GITLAB_CI"}) {
      ::unsetenv(name);
    }
  }

  void set_token(const std::string& source) {
    const std::string file = (folder_ / "token").string();
    if (source == "environment") {
      ::setenv("PRIVATE_TOKEN", "glpat-of-environment", 1);
    } else if (source == "file by flag") {
      arguments_ += " --token-file " + file;
    } else if (source == "file by config") {
      folder_config_ += fmt::format("token-file = \"{}\"\n", file);
    } else if (source == "file by own config") {
      own_config_ += fmt::format("token-file = \"{}\"\n", file);
    } else if (source == ".env") {
      dotenv_ += "PRIVATE_TOKEN=glpat-of-dotenv\n";
    }
  }

  void set_url(const std::string& source, const std::string& url) {
    if (source == "flag") {
      arguments_ += " --api-url " + url;
    } else if (source == "environment") {
      ::setenv("GITLAB_API_URL", url.c_str(), 1);
    } else if (source == "CI") {
      ::setenv("CI_API_V4_URL", (url + "/api/v4").c_str(), 1);
    } else if (source == ".env") {
      dotenv_ += "GITLAB_API_URL=" + url + "\n";
    } else if (source == "config") {
      folder_config_ += fmt::format("api-url = \"{}\"\n", url);
    } else if (source == "own config") {
      own_config_ += fmt::format("api-url = \"{}\"\n", url);
    }
  }

  /// Applies the settings; returns false if they were refused (error_ says why).
  bool apply() {
    if (!dotenv_.empty()) {
      folder_.write("work/.env", dotenv_);
    }
    if (!own_config_.empty()) {
      folder_.write("own.toml", own_config_);
      arguments_ += " --config ../own.toml";
    } else if (!folder_config_.empty()) {
      folder_.write("work/dora-report.toml", folder_config_);
    }
    CLI::App program;
    program.fallthrough();
    collect_ = {};
    error_.clear();
    const auto config = cli::add_config_option(program, {});
    const CLI::App* app = add_collect_command(program, collect_);
    try {
      program.parse(arguments_);
      base::Log log(console_, folder_ / "log");
      apply_gitlab_settings(*app, *config, log, collect_.gitlab);
      return true;
    } catch (const base::UsageError& error) {
      error_ = error.what();
      return false;
    }
  }

  test::TemporaryFolder folder_;
  std::filesystem::path before_ = std::filesystem::current_path();
  base::Console console_{-1};
  std::string arguments_;
  std::string dotenv_;
  std::string folder_config_;
  std::string own_config_;
  collector::CollectOptions collect_;
  const GitlabOptions& options_ = collect_.gitlab;
  std::string error_;
};

struct Rule {
  const char* token;
  std::vector<std::string> refused;  ///< Sources of an address.
};

const std::vector<std::string> url_sources{"flag",   "environment", "CI",     ".env",
                                           "config", "own config",  "default"};
const std::vector<Rule> rules{{"none", {}},
                              {"environment", {".env", "config"}},
                              {"file by flag", {".env", "config"}},
                              {"file by config", {".env", "config"}},
                              {"file by own config", {".env"}},
                              {".env", {"config"}}};

/// A run reads only one config file.
bool is_possible(const std::string& token, const std::string& url) {
  return !(token == "file by config" && url == "own config") &&
         !(token == "file by own config" && url == "config");
}

TEST_F(GitLabSettings, ALessTrustedAddressGetsNoMoreTrustedToken) {
  for (const Rule& rule : rules) {
    for (const std::string& url : url_sources) {
      if (!is_possible(rule.token, url)) {
        continue;
      }
      clear();
      set_token(rule.token);
      set_url(url, "https://other.example");
      const bool refused =
          std::find(rule.refused.begin(), rule.refused.end(), url) != rule.refused.end();
      EXPECT_EQ(apply(), !refused) << rule.token << " to " << url << ": " << error_;
      if (refused) {
        EXPECT_THAT(error_, AllOf(HasSubstr("https://other.example:443"),
                                  HasSubstr(url == ".env" ? "GITLAB_API_URL in .env"
                                                          : "api-url in dora-report.toml"),
                                  Not(HasSubstr("glpat"))));
      }
    }
  }
}

TEST_F(GitLabSettings, ExceptAtTheOriginOfGitLabCiOrTheDefault) {
  for (const Rule& rule : rules) {
    for (const std::string& url : rule.refused) {
      for (const bool in_ci : {true, false}) {
        clear();
        set_token(rule.token);
        if (in_ci) {
          set_url("CI", "https://ci.example");
        }
        const std::string same = in_ci ? "https://ci.example" : "https://gitlab.com";
        set_url(url, same);
        EXPECT_TRUE(apply()) << rule.token << " to " << url << ": " << error_;
        EXPECT_EQ(options_.api_url, same) << "the order of settings stays";
      }
      clear();
      set_token(rule.token);
      set_url("CI", "https://ci.example");
      set_url(url, "https://gitlab.com");
      EXPECT_FALSE(apply()) << "the default counts only where nothing else is named";
      clear();
      set_token(rule.token);
      set_url("CI", "https://ci.example");
      set_url(url, "http://ci.example");
      EXPECT_FALSE(apply()) << rule.token << " to " << url;
    }
  }
}

TEST_F(GitLabSettings, TheMostTrustedAddressWins) {
  const std::vector<std::string> order{"CI", "config", ".env", "environment", "flag"};
  for (const std::string& source : order) {
    set_url(source, "https://" + (source == ".env" ? "dotenv" : source) + ".example");
    ASSERT_TRUE(apply()) << error_;
    EXPECT_THAT(options_.api_url, HasSubstr(source == ".env" ? "dotenv" : source));
  }
}

TEST_F(GitLabSettings, TheMostTrustedTokenWins) {
  for (const char* source : {"file by config", ".env", "environment", "file by flag"}) {
    set_token(source);
    ASSERT_TRUE(apply()) << error_;
    const bool file = std::string(source).starts_with("file");
    EXPECT_EQ(options_.token_file.empty(), !file) << source;
    if (!file) {
      EXPECT_THAT(options_.token, HasSubstr(source == std::string(".env") ? "dotenv" : source));
    }
  }
}

TEST_F(GitLabSettings, TheMostTrustedProjectWins) {
  arguments_ = "collect --out data";
  EXPECT_FALSE(apply());
  EXPECT_THAT(error_, HasSubstr("no project is given"));
  ::setenv("CI_PROJECT_ID", "77", 1);
  ASSERT_TRUE(apply());
  EXPECT_THAT(options_.projects, ElementsAre("77"));
  folder_config_ = "project = \"config\"\n";
  ASSERT_TRUE(apply());
  EXPECT_THAT(options_.projects, ElementsAre("config"));
  dotenv_ = "PROJECT_ID=dotenv\n";
  ASSERT_TRUE(apply());
  EXPECT_THAT(options_.projects, ElementsAre("dotenv"));
}

TEST_F(GitLabSettings, TakesAProjectsAddressApart) {
  for (const char* address :
       {"https://gitlab.example/team/sub/deployments",
        "https://gitlab.example/team/sub/deployments/",
        "https://gitlab.example/team/sub/deployments/-/merge_requests?state=all#x",
        "https://gitlab.example/team/sub/deployments.git"}) {
    arguments_ = fmt::format(
        "collect --out data --api-url https://gitlab.example/api/v4 --project {}", address);
    ASSERT_TRUE(apply()) << error_;
    EXPECT_THAT(options_.projects, ElementsAre("team/sub/deployments")) << address;
  }
  arguments_ =
      "collect --out data --api-url https://gitlab.example --project https://evil.example/a/b";
  EXPECT_FALSE(apply());
  EXPECT_THAT(error_,
              AllOf(HasSubstr("is not on https://gitlab.example/"), HasSubstr("--api-url")));
  arguments_ = "collect --out data --project https://gitlab.com/";
  EXPECT_FALSE(apply());
  EXPECT_THAT(error_, HasSubstr("--project is empty"));
}

TEST_F(GitLabSettings, OtherNamesInDotenvAreOneLogLine) {
  dotenv_ = "A=s3cret\nB=1\nC=1\nD=1\nE=1\nF=1\nG=1\n";
  ASSERT_TRUE(apply());
  EXPECT_THAT(
      files::read_file(folder_ / "log"),
      AllOf(HasSubstr("- debug - .env: not a setting of dora-report, ignored: A, B, C, D, E "
                      "and 2 more\n"),
            Not(HasSubstr("s3cret"))));
}

}  // namespace
}  // namespace dora::gitlab
