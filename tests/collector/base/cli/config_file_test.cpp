// Tests of collector/base/cli/config_file: which file is read, who owns it, and what it may set.
#include "collector/base/cli/config_file.h"

#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A program whose command `collect` has the options --project, --gnuplot and --jobs; the working
/// folder is `work` in a fresh folder.
class Config : public testing::Test {
 protected:
  Config() {
    std::filesystem::create_directory(folder_ / "work");
    std::filesystem::current_path(folder_ / "work");
    ::unsetenv("GITLAB_CI");
    ::unsetenv("DORA_TEST_PROJECT");
  }
  ~Config() override { std::filesystem::current_path(before_); }

  /// Returns the project that was set, or the error message.
  std::string parse(const std::string& arguments) {
    project_.clear();
    format_.clear();
    CLI::App program;
    config_ = add_config_option(program, {{"gnuplot"}, {"theme"}});
    program.fallthrough();
    CLI::App* collect = program.add_subcommand("collect");
    collect->add_option("--project", project_)->envname("DORA_TEST_PROJECT");
    collect->add_option("--gnuplot", gnuplot_);
    collect->add_option("--theme", theme_);
    collect->add_option("--jobs", jobs_);
    CLI::App* render = program.add_subcommand("render");
    render->add_option("--size", gnuplot_);
    collect->add_option("--format", format_)->check(only("json"));
    render->add_option("--format", format_)->check(only("png"));
    program.add_subcommand("notify")->add_option("--format", format_)->check(only("slack"));
    try {
      program.parse(arguments);
      return project_;
    } catch (const CLI::CallForHelp&) {
      return "help";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  test::TemporaryFolder folder_;
  std::filesystem::path before_ = std::filesystem::current_path();
  std::shared_ptr<const ConfigFile> config_;
  std::string project_;
  std::string gnuplot_;
  std::string theme_;
  std::string format_;
  int jobs_ = 0;

 private:
  static std::function<std::string(const std::string&)> only(const std::string& value) {
    return [value](const std::string& text) { return text == value ? "" : "takes " + value; };
  }
};

TEST_F(Config, ReadsTheWorkingFoldersFileUnlessAnotherIsNamed) {
  EXPECT_EQ(parse("collect"), "");
  folder_.write("work/dora-report.toml", "project = \"folder\"\nsize = 3\n[collect]\njobs = 4\n");
  folder_.write("own.toml", "project = \"own\"\n");
  EXPECT_EQ(parse("collect"), "folder");
  EXPECT_EQ(jobs_, 4);
  EXPECT_TRUE(config_->sets("--project"));
  EXPECT_FALSE(config_->sets("--size")) << "an option of another command";
  EXPECT_EQ(parse("collect --config ../own.toml"), "own");
  EXPECT_EQ(parse("collect --project flag"), "flag");
  EXPECT_FALSE(config_->sets("--project"));
  ::setenv("DORA_TEST_PROJECT", "environment", 1);
  EXPECT_EQ(parse("collect"), "environment");
  EXPECT_FALSE(config_->sets("--project"));
  ::setenv("DORA_TEST_PROJECT", "", 1);
  EXPECT_EQ(parse("collect"), "folder") << "an empty variable is unset";
}

TEST_F(Config, GivesAValueToTheCommandsThatAcceptIt) {
  folder_.write("work/dora-report.toml", "format = \"png\"\n");
  EXPECT_EQ(parse("render"), "");
  EXPECT_EQ(format_, "png");
  EXPECT_EQ(parse("notify"), "");
  EXPECT_EQ(format_, "") << "meant for render";
  EXPECT_FALSE(config_->sets("--format"));
  folder_.write("work/dora-report.toml", "format = \"pgn\"\n");
  EXPECT_THAT(parse("notify"), HasSubstr("--format: takes slack")) << "meant for nobody";
  folder_.write("work/dora-report.toml", "[notify]\nformat = \"png\"\n");
  EXPECT_THAT(parse("notify"), HasSubstr("--format: takes slack")) << "meant for notify";
}

TEST_F(Config, ASectionTakesPrecedence) {
  folder_.write("work/dora-report.toml",
                "project = \"all\"\nformat = \"png\"\n[notify]\nformat = \"slack\"\n"
                "[collect]\nproject = \"own\"\nformat = \"json\"\n");
  EXPECT_EQ(parse("collect"), "own");
  EXPECT_EQ(format_, "json");
  EXPECT_EQ(parse("notify"), "");
  EXPECT_EQ(format_, "slack");
  EXPECT_EQ(parse("render"), "");
  EXPECT_EQ(format_, "png");
}

TEST_F(Config, BelongsToTheFolderIfItsNameOrItsTargetIsInIt) {
  folder_.write("own.toml", "project = \"x\"\n");
  folder_.write("work/sub/x.toml", "project = \"x\"\n");
  std::filesystem::create_symlink("../own.toml", folder_ / "work/link.toml");
  std::filesystem::create_symlink("work/sub/x.toml", folder_ / "back.toml");
  const std::pair<std::string, base::Authority> table[] = {
      {"../own.toml", base::Authority::operators},
      {(folder_ / "own.toml").string(), base::Authority::operators},
      {"sub/x.toml", base::Authority::config_of_folder},
      {"link.toml", base::Authority::config_of_folder},
      {"../back.toml", base::Authority::config_of_folder},
      {"../work/sub/x.toml", base::Authority::config_of_folder}};
  for (const auto& [name, authority] : table) {
    EXPECT_EQ(parse("collect --config " + name), "x");
    EXPECT_EQ(config_->authority, authority) << name;
  }
  EXPECT_FALSE(is_within("/a/bc/x.toml", "/a/b"));
}

TEST_F(Config, BelongsToTheFolderIfItsPathGoesThroughALinkInIt) {
  folder_.write("elsewhere/x.toml", "project = \"x\"\n");
  std::filesystem::create_directory_symlink("../elsewhere", folder_ / "work/link");
  for (const std::string& name :
       {std::string("link/x.toml"), (folder_ / "work/link/x.toml").string()}) {
    EXPECT_EQ(parse("collect --config " + name), "x");
    EXPECT_EQ(config_->authority, base::Authority::config_of_folder) << name;
  }
}

TEST_F(Config, InTheFolderCannotNameAPlaceOutsideIt) {
  folder_.write("secret", "secret");
  folder_.write("work/sub/theme.css", "");
  std::filesystem::create_symlink("../secret", folder_ / "work/link.css");
  std::filesystem::create_directory_symlink("..", folder_ / "work/up");
  for (const char* inside : {"theme.css", "./sub/theme.css", "new/theme.css"}) {
    folder_.write("work/dora-report.toml", std::string("theme = \"") + inside + "\"\n");
    EXPECT_EQ(parse("collect"), "") << inside;
    EXPECT_EQ(theme_, inside);
  }
  for (const std::string& outside :
       {std::string("/proc/self/environ"), (folder_ / "work/x").string(), std::string("../secret"),
        std::string("sub/../../secret"), std::string("link.css"), std::string("up/secret")}) {
    folder_.write("work/dora-report.toml", "theme = \"" + outside + "\"\n");
    theme_.clear();
    EXPECT_THAT(parse("collect"),
                AllOf(HasSubstr("'theme' leads out of the working folder"), HasSubstr("--theme")))
        << outside;
    EXPECT_EQ(theme_, "");
    folder_.write("own.toml", "theme = \"" + outside + "\"\n");
    EXPECT_EQ(parse("collect --config ../own.toml"), "") << outside;
    EXPECT_EQ(theme_, outside);
  }
}

TEST_F(Config, InTheFolderCannotNameAProgram) {
  folder_.write("work/dora-report.toml", "gnuplot = \"./evil\"\n");
  folder_.write("own.toml", "gnuplot = \"/opt/gnuplot\"\n");
  EXPECT_THAT(parse("collect"),
              AllOf(HasSubstr("'gnuplot' may not be set by a file in the working"),
                    HasSubstr("--gnuplot"), Not(HasSubstr("evil"))));
  EXPECT_EQ(gnuplot_, "");
  EXPECT_EQ(parse("collect --gnuplot mine"), "");
  EXPECT_EQ(gnuplot_, "mine");
  EXPECT_EQ(parse("collect --config ../own.toml"), "");
  EXPECT_EQ(gnuplot_, "/opt/gnuplot");
}

TEST_F(Config, ErrorsNameTheFileButDoNotRepeatItsText) {
  const std::pair<const char*, const char*> table[] = {
      {"perriod = 1\n", "'perriod' is not an option"},
      {"glpat-s3cret = 1\n", "'[hidden]' is not an option"},
      {"[colect]\nproject = 1\n", "'colect.project' is not an option"},
      {"project = 1\njobs = 1\nproject = 2\n", "dora-report.toml: line 3: this key is set before"},
      {"jobs = 1\nproject = \"s3cret\n", "dora-report.toml: line 2: this is not TOML"},
      {"project = s3cret\n", "dora-report.toml: line 1: this is not TOML"},
      {"\xEF\xBB\xBFproject = 1\n", "dora-report.toml: line 1: begins with a byte order mark"},
      {"project = \"\x1b\"\n", "dora-report.toml: line 1: holds a control character"}};
  for (const auto& [text, message] : table) {
    folder_.write("work/dora-report.toml", text);
    EXPECT_THAT(parse("collect"), AllOf(HasSubstr(message), Not(HasSubstr("s3cret"))));
    EXPECT_EQ(parse("collect --help"), "help") << "help needs no settings";
  }
  EXPECT_THAT(parse("collect --config absent.toml"), HasSubstr("absent.toml: cannot be read"));
  ASSERT_EQ(::mkfifo("fifo", 0600), 0);
  EXPECT_THAT(parse("collect --config fifo"), HasSubstr("fifo: is not a regular file"));
}

TEST_F(Config, RefusesAFileThatOthersMayWriteExceptInAGitLabCiCheckout) {
  using std::filesystem::perms;
  std::filesystem::permissions(folder_.write("work/dora-report.toml", "project = \"x\"\n"),
                               perms(0666));
  std::filesystem::permissions(folder_.write("own.toml", "project = \"x\"\n"), perms(0666));
  EXPECT_THAT(parse("collect"), HasSubstr("chmod go-w dora-report.toml"));
  ::setenv("GITLAB_CI", "true", 1);
  EXPECT_EQ(parse("collect"), "x");
  EXPECT_THAT(parse("collect --config ../own.toml"), HasSubstr("chmod go-w"));
  ::unsetenv("GITLAB_CI");
}

}  // namespace
}  // namespace dora::cli
