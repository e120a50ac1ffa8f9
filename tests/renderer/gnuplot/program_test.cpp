// Tests that a gnuplot that cannot draw is refused at once, with the next step.
#include "renderer/gnuplot/program.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/renderer/test_run.h"
#include "tests/support/temporary_folder.h"

namespace dora::gnuplot {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

/// Sets an environment variable for one test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) {
      old_ = old;
    }
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

std::filesystem::path program(const test::TemporaryFolder& folder, const std::string& script) {
  auto path = folder.write("gnuplot", "#!/bin/sh\n" + script);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

std::string refusal(const std::string& name) {
  const test::TestRun run;
  try {
    find_gnuplot(name, run.interrupt());
  } catch (const base::Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(GnuplotProgram, AcceptsTheInstalledOne) {
  const test::TestRun run;
  const GnuplotProgram gnuplot = find_gnuplot("gnuplot", run.interrupt());
  EXPECT_TRUE(gnuplot.path.is_absolute());
  EXPECT_THAT(gnuplot.version, HasSubstr("."));
}

TEST(GnuplotProgram, RefusesAMissingOne) {
  EXPECT_EQ(refusal("no-such-gnuplot"),
            "no-such-gnuplot not found: install gnuplot-nox (5.4 or newer), or name another with "
            "--gnuplot");
  EXPECT_THAT(refusal("/no/such/gnuplot"), HasSubstr("/no/such/gnuplot not found: install"));
  EXPECT_THAT(refusal("/tmp"), HasSubstr("not found"));
}

TEST(GnuplotProgram, RefusesAnOldOne) {
  const test::TemporaryFolder folder;
  const auto path = program(folder, "echo gnuplot 5.2 patchlevel 8\n");
  EXPECT_THAT(refusal(path), HasSubstr("is too old (gnuplot 5.2 patchlevel 8): install"));
}

TEST(GnuplotProgram, AcceptsNewerOnes) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(refusal(program(folder, "echo gnuplot 5.4 patchlevel 0\n")), "accepted");
  EXPECT_EQ(refusal(program(folder, "echo gnuplot 6.0 patchlevel rc1\n")), "accepted");
  EXPECT_EQ(refusal(program(folder, "echo gnuplot 10.0 patchlevel 0\n")), "accepted");
}

TEST(GnuplotProgram, RefusesWhatIsNotGnuplot) {
  const test::TemporaryFolder folder;
  for (const char* script : {"echo hello\n", "exit 3\n", "echo gnuplot\n", "echo gnuplot 5\n",
                             "echo gnuplot x.y\n", "echo gnuplot 5.\n", "kill -9 $$\n"}) {
    EXPECT_THAT(refusal(program(folder, script)), HasSubstr("is not gnuplot")) << script;
  }
}

TEST(GnuplotProgram, RefusesOneWithoutCairo) {
  const test::TemporaryFolder folder;
  const auto path =
      program(folder, "case $1 in --version) echo gnuplot 5.4 patchlevel 4;; *) exit 1;; esac\n");
  EXPECT_THAT(refusal(path), HasSubstr("cannot draw PNG pictures with cairo"));
}

TEST(GnuplotProgram, CanBeInterruptedIfItNeverAnswers) {
  const test::TestRun run;
  const test::TemporaryFolder folder;
  const auto path = program(folder, "exec sleep 1000\n");
  ::raise(SIGTERM);
  EXPECT_THROW(find_gnuplot(path, run.interrupt()), base::Interrupted);
}

TEST(GnuplotProgram, IsSearchedForInPath) {
  const test::TestRun run;
  const test::TemporaryFolder folder;
  const auto path = program(folder, "echo gnuplot 5.4 patchlevel 77\n");
  const Variable variable("PATH", "/nowhere::" + folder.path().string() + ":/usr/bin:/bin");
  EXPECT_EQ(find_gnuplot("gnuplot", run.interrupt()).path, path);
  EXPECT_EQ(find_gnuplot("gnuplot", run.interrupt()).version, "5.4 patchlevel 77");
}

TEST(GnuplotProgram, IsNotSearchedForInRelativeFolders) {
  const test::TemporaryFolder folder;
  program(folder, "echo gnuplot 5.4 patchlevel 77\n");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  const Variable variable("PATH", ".::" + folder.path().filename().string() + ":");
  EXPECT_THROW(locate_gnuplot("gnuplot"), base::Error);
  std::filesystem::current_path(before);
}

TEST(GnuplotProgram, GetsNoRelativeFoldersOrDriversFromTheEnvironment) {
  const Variable path("PATH", ".:/usr/bin::bin:/bin:");
  const Variable libraries("LD_LIBRARY_PATH", "lib:/opt/lib:;/x:");
  const Variable drivers("GNUPLOT_DRIVER_DIR", "/tmp/evil");
  const Variable proxy("https_proxy", "http://127.0.0.1:1");
  const Command command = worker_command({"/usr/bin/gnuplot", "5.4"}, "/tmp");
  EXPECT_THAT(command.environment, Contains("PATH=/usr/bin:/bin"));
  EXPECT_THAT(command.environment, Contains("LD_LIBRARY_PATH=/opt/lib"));
  EXPECT_THAT(command.environment, Not(Contains(HasSubstr("evil"))));
  EXPECT_THAT(command.environment, Not(Contains(HasSubstr("proxy"))));
}

TEST(GnuplotProgram, KeepsSecretsAndTheLocaleFromWorkers) {
  const Variable token("PRIVATE_TOKEN", "glpat-secret");
  const Variable locale("LC_ALL", "de_DE.UTF-8");
  const Variable terminal("GNUTERM", "x11");
  const Variable fonts("FONTCONFIG_FILE", "/etc/fonts/fonts.conf");
  const Command command = worker_command({"/usr/bin/gnuplot", "5.4"}, "/tmp");
  EXPECT_THAT(command.arguments, testing::ElementsAre("/usr/bin/gnuplot", "-d", "/dev/stdin"));
  EXPECT_EQ(command.folder, "/tmp");
  EXPECT_THAT(command.environment, Contains("LC_ALL=C.UTF-8"));
  EXPECT_THAT(command.environment, Contains("FONTCONFIG_FILE=/etc/fonts/fonts.conf"));
  EXPECT_THAT(command.environment, Not(Contains(HasSubstr("secret"))));
  EXPECT_THAT(command.environment, Not(Contains(HasSubstr("de_DE"))));
  EXPECT_THAT(command.environment, Not(Contains(HasSubstr("GNUTERM"))));
}

}  // namespace
}  // namespace dora::gnuplot
