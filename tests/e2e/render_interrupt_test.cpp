// Tests that stopping `render`, or running out of space, damages no chart.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view picture_suffix = "_deployment_metrics.png";

std::string summary_of(const std::vector<std::string>& services) {
  std::string text = "{";
  for (const std::string& service : services) {
    text += fmt::format("{}\"{}\": {{\"2024-01\": 10, \"2024-01_failed\": 2}}",
                        text == "{" ? "" : ", ", service);
  }
  return text + "}";
}

std::vector<std::string> many_services(int count) {
  std::vector<std::string> services;
  services.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    services.push_back(fmt::format("service-{:03}", i));
  }
  return services;
}

bool is_whole(const std::string& picture) {
  return picture.starts_with("\x89PNG") && picture.ends_with("IEND\xae\x42\x60\x82");
}

class RenderInterrupt : public EndToEnd {
 protected:
  ProgramCall render(const std::vector<std::string>& services, const Arguments& more = {}) const {
    folder_.write("summary.json", summary_of(services));
    Arguments all{"render", "--summary", "summary.json", "--out", "charts",
                  "--jobs", "2",         "--themes",     "light"};
    all.insert(all.end(), more.begin(), more.end());
    return call(all);
  }

  /// Returns names and bytes of the files that are neither hidden nor the fake's.
  std::map<std::string, std::string> pictures() const {
    std::map<std::string, std::string> result;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "charts")) {
      const std::string name = entry.path().filename();
      if (name.ends_with(picture_suffix) && !name.starts_with(".")) {
        result[name] = files::read_file(entry.path());
      }
    }
    return result;
  }

  std::vector<std::string> half_files() const {
    std::vector<std::string> result;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "charts")) {
      const std::string extension = entry.path().extension();
      if (extension == ".part" || extension == ".tmp") {
        result.push_back(entry.path().filename());
      }
    }
    return result;
  }

  /// Waits until both workers have written half a picture, and will never write the other half, and
  /// all earlier ones are in place: at least two, because one more may be queued behind each half.
  /// Returns false if the program ended first.
  bool wait_for_half_pictures(const RunningProgram& program) const {
    const auto halves = [&] {
      const std::vector<std::string> files = half_files();
      return std::count_if(files.begin(), files.end(), [&](const std::string& name) {
        std::error_code gone;
        const auto size = fs::file_size(folder_ / "charts" / name, gone);
        return name.find("stall") != std::string::npos && !gone && size > 0;
      });
    };
    return program.wait_until(
        [&] { return fs::exists(folder_ / "charts") && halves() >= 2 && pictures().size() >= 2; });
  }

  /// Returns the workers that the fake recorded; it records its start before anything else.
  std::set<pid_t> workers() const {
    std::istringstream lines(file("charts/fake.log"));
    std::set<pid_t> result;
    std::string word;
    pid_t pid = 0;
    for (std::string rest; lines >> word >> pid && std::getline(lines, rest);) {
      result.insert(pid);
    }
    return result;
  }

  /// Two workers get stuck after a few charts: of three bad charts, at most one is queued behind
  /// another.
  ProgramCall stuck() const {
    return render({"a", "b", "c", "fake:stall 1", "fake:stall 2", "fake:stall 3", "z"},
                  {"--gnuplot", FAKE_GNUPLOT});
  }
};

TEST_F(RenderInterrupt, ASignalEndsEveryWorkerAndLeavesNoPartialFile) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    fs::remove_all(folder_ / "charts");
    RunningProgram program(stuck());
    ASSERT_TRUE(wait_for_half_pictures(program)) << program.wait().errors;
    program.send(signal);
    const ProgramResult result = program.wait();
    EXPECT_EQ(result.exit_code, 130) << result.errors;
    EXPECT_THAT(result.errors, HasSubstr("interrupted"));
    EXPECT_GE(workers().size(), 2U);
    for (const pid_t worker : workers()) {
      EXPECT_EQ(::kill(worker, 0), -1) << worker;
      EXPECT_EQ(errno, ESRCH);
    }
    EXPECT_THAT(half_files(), testing::IsEmpty());
    EXPECT_FALSE(fs::exists(folder_ / "charts/charts.json"));
    EXPECT_GE(pictures().size(), 2U);
    for (const auto& [name, bytes] : pictures()) {
      EXPECT_TRUE(is_whole(bytes)) << name;
    }
  }
}

TEST_F(RenderInterrupt, TheRunAfterAKilledOneCompletes) {
  RunningProgram program(stuck());
  ASSERT_TRUE(wait_for_half_pictures(program)) << program.wait().errors;
  program.send(SIGKILL);
  EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
  EXPECT_FALSE(half_files().empty());
  // Without the charts it was stopped at: they would replace the half-written files.
  const ProgramResult result = run_program(render({"a", "b", "new"}));
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(half_files(), testing::IsEmpty());
  EXPECT_EQ(jq(".charts | map(.status) | unique", folder_ / "charts/charts.json"),
            "[\"rendered\"]\n");
}

/// Returns false also for one that has ended and has not been waited for.
bool is_running(pid_t pid) {
  std::ifstream status(fmt::format("/proc/{}/stat", pid));
  std::string line;
  return std::getline(status, line) && line.substr(line.rfind(')') + 1).starts_with(" Z") == false;
}

TEST_F(RenderInterrupt, NoWorkerOutlivesAKilledRun) {
  // They do not even notice the end of their input.
  RunningProgram program(render({"a", "fake:hang 1", "fake:hang 2"}, {"--gnuplot", FAKE_GNUPLOT}));
  const auto all_hang = [&] {
    return fs::exists(folder_ / "charts/fake.log") && workers().size() >= 2;
  };
  ASSERT_TRUE(program.wait_until(all_hang)) << program.wait().errors;
  const std::set<pid_t> started = workers();
  program.send(SIGKILL);
  EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
  for (const pid_t worker : started) {
    for (int i = 0; i < 20'000 && is_running(worker); ++i) {
      ::usleep(1000);
    }
    EXPECT_FALSE(is_running(worker)) << worker;
    ::kill(worker, SIGKILL);
  }
}

TEST_F(RenderInterrupt, NamesAFolderThatIsAFile) {
  folder_.write("charts", "not a folder");
  const ProgramResult result = run_program(render({"a"}));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("charts"));
  EXPECT_EQ(file("charts"), "not a folder");
}

/// Runs the program with `charts` on its own file system, which ends with the shell.
class RenderOnOwnDisk : public RenderInterrupt {
 protected:
  void SetUp() override {
    if (in_namespace("mount -t tmpfs none charts").exit_code != 0) {
      GTEST_SKIP() << "this user may not mount a file system";
    }
  }

  ProgramResult in_namespace(const std::string& script) const {
    fs::create_directories(folder_ / "charts");
    ProgramCall shell = call({});
    shell.program = "/usr/bin/unshare";
    shell.arguments = {"--user", "--map-root-user", "--mount", "/bin/sh", "-c", script};
    return run_program(shell);
  }

  static std::string render_command(const std::string& summary) {
    return fmt::format("'{}' render --summary {} --out charts --jobs 2", DORA_REPORT, summary);
  }
};

TEST_F(RenderOnOwnDisk, ReportsAFullDiskAndKeepsEarlierCharts) {
  folder_.write("few.json", summary_of({"service-000", "service-001"}));
  folder_.write("many.json", summary_of(many_services(200)));
  const ProgramResult result =
      in_namespace("mount -t tmpfs -o size=600k none charts && " + render_command("few.json") +
                   " && cp -r charts/. before && " + render_command("many.json") +
                   "; echo exit $?; cp -rT charts after; ls -A charts");
  EXPECT_THAT(result.output, HasSubstr("exit 1\n")) << result.errors;
  EXPECT_THAT(result.errors, AllOf(HasSubstr("cannot write"), HasSubstr("/charts/"),
                                   HasSubstr("No space left on device")));
  EXPECT_THAT(result.output, testing::Not(HasSubstr(".part")));
  EXPECT_EQ(file("after/charts.json"), file("before/charts.json"));
  int pictures = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_ / "after")) {
    if (entry.path().extension() == ".png") {
      EXPECT_TRUE(is_whole(files::read_file(entry.path()))) << entry.path();
      ++pictures;
    }
  }
  EXPECT_GE(pictures, 3);
  const std::string first = "service-000" + std::string(picture_suffix);
  EXPECT_TRUE(file("after/" + first) == file("before/" + first));
}

TEST_F(RenderOnOwnDisk, NamesAFolderThatCannotBeWritten) {
  folder_.write("few.json", summary_of({"a"}));
  const ProgramResult result = in_namespace("mount -t tmpfs -o ro none charts && " +
                                            render_command("few.json") + "; echo exit $?");
  EXPECT_THAT(result.output, HasSubstr("exit 1\n")) << result.errors;
  EXPECT_THAT(result.errors,
              AllOf(HasSubstr("cannot write"), HasSubstr("charts"), HasSubstr("Read-only")));
}

}  // namespace
}  // namespace dora::test
