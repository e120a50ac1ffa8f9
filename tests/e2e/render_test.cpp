// Draws charts like a person or a pipeline: in shards, again, and after a kill.
#include <csignal>
#include <ctime>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::vector<std::string> few_services{"--services", "9",        "--merge-requests",
                                            "400",        "--months", "5"};

class Render : public EndToEnd {
 protected:
  ProgramResult render(const Arguments& more = {}, const Environment& changes = {}) const {
    Environment fixed{{"SOURCE_DATE_EPOCH", "1718614800"}};
    fixed.insert(changes.begin(), changes.end());
    return run(arguments(more), fixed);
  }
  static Arguments arguments(const Arguments& more) {
    Arguments all{"render", "--summary", "data/summary.json"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  ProgramResult report(const std::string& out, const Arguments& charts) const {
    Arguments all{"report", "--data", "data", "--out", out};
    for (const std::string& folder : charts) {
      all.insert(all.end(), {"--charts", folder});
    }
    return run(all, {{"SOURCE_DATE_EPOCH", "1718614800"}});
  }
  /// Returns the bytes of every file in these folders whose name ends with `end`.
  std::map<std::string, std::string> files(const Arguments& folders, std::string_view end) const {
    std::map<std::string, std::string> result;
    for (const std::string& folder : folders) {
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / folder)) {
        if (entry.is_regular_file() && entry.path().filename().string().ends_with(end)) {
          result[fs::relative(entry, folder_ / folder)] = files::read_file(entry);
        }
      }
    }
    return result;
  }
  /// A gnuplot that does `action` with every line of a script before it reads it, and records its
  /// own starts in the file `starts`.
  Arguments gnuplot(const std::string& action) const {
    const fs::path program = folder_.write("gnuplot", fmt::format(R"(#!/bin/sh
echo started >> '{0}/starts'
case "$*" in *--version* | *-e*) exec gnuplot "$@" ;; esac
while IFS= read -r line; do
  {1}
  printf '%s\n' "$line"
done | gnuplot "$@"
)",
                                                                  folder_.path().string(), action));
    fs::permissions(program, fs::perms::owner_all);
    return {"--gnuplot", program};
  }
  bool started() const { return fs::exists(folder_ / "starts"); }
  /// Returns the charts that the journal in `charts` names.
  std::vector<std::string> remembered() const {
    std::vector<std::string> ids;
    if (fs::exists(folder_ / "charts/.charts.state")) {
      std::istringstream lines(file("charts/.charts.state"));
      const std::string begin = "[\"chart\",\"";
      for (std::string line; std::getline(lines, line) && !lines.eof();) {
        if (line.starts_with(begin)) {
          ids.push_back(line.substr(begin.size(), line.find('"', begin.size()) - begin.size()));
        }
      }
    }
    return ids;
  }
};

TEST_F(Render, ShardsGiveTheSamePicturesAndReportAsOneRun) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  ASSERT_EQ(render({"--out", "whole"}).exit_code, 0);
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const ProgramResult result =
        render({"--out", fmt::format("part{}", shard[0]), "--shard", shard});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(result.output, fmt::format("part{0}/charts.{0}-of-3.json\n", shard[0]));
  }
  const Arguments parts{"part1", "part2", "part3"};
  EXPECT_EQ(files({"whole"}, "_deployment_metrics.png").size(), 10U);
  EXPECT_EQ(files(parts, ".png"), files({"whole"}, ".png"));
  const ProgramResult whole = report("site", {"whole"});
  ASSERT_EQ(whole.exit_code, 0) << whole.errors;
  ASSERT_EQ(report("other", {"part3", "part1", "part2"}).exit_code, 0);
  EXPECT_EQ(files({"other"}, ""), files({"site"}, ""));
}

TEST_F(Render, ShardsMayRunConcurrentlyInOneFolder) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  RunningProgram first(call(arguments({"--out", "charts", "--shard", "1/2"})));
  RunningProgram second(call(arguments({"--out", "charts", "--shard", "2/2"})));
  EXPECT_EQ(first.wait().exit_code, 0);
  EXPECT_EQ(second.wait().exit_code, 0);
  EXPECT_EQ(files({"charts"}, "_deployment_metrics.png").size(), 10U);
  EXPECT_EQ(report("site", {"charts"}).exit_code, 0);
  EXPECT_EQ(files({"site"}, "_deployment_metrics.png").size(), 10U);
  const ProgramResult whole = render({"--out", "charts"});
  EXPECT_EQ(whole.exit_code, 1);
  EXPECT_THAT(whole.errors, HasSubstr("charts.1-of-2.json"));
}

TEST_F(Render, AReportNamesTheMissingShard) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  ASSERT_EQ(render({"--out", "charts", "--shard", "1/2"}).exit_code, 0);
  const ProgramResult result = report("site", {"charts"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("shard 2/2"));
  EXPECT_FALSE(fs::exists(folder_ / "site"));
}

TEST_F(Render, TakesItsShardFromAParallelJobButGenerateDoesNot) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  const Environment job{{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "3"}};
  const ProgramResult result = render({"--out", "charts"}, job);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output, "charts/charts.2-of-3.json\n");
  const ProgramResult usage =
      render({"--out", "charts"}, {{"CI_NODE_INDEX", "4"}, {"CI_NODE_TOTAL", "3"}});
  EXPECT_EQ(usage.exit_code, 2);
  EXPECT_THAT(usage.errors, HasSubstr("CI_NODE_INDEX '4'"));
  const ProgramResult all =
      run({"generate", "--project", "platform/deployments", "--out", "site", "--data", "all"}, job);
  EXPECT_EQ(all.exit_code, 0) << all.errors;
  EXPECT_EQ(files({"site"}, "_deployment_metrics.png").size(), 10U);
}

TEST_F(Render, StartsNoGnuplotWhenNothingChanged) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  Arguments with_gnuplot = gnuplot(":");
  with_gnuplot.insert(with_gnuplot.end(), {"--out", "charts"});
  ASSERT_EQ(render(with_gnuplot).exit_code, 0);
  EXPECT_TRUE(started());
  fs::remove(folder_ / "starts");
  const auto before = files({"charts"}, ".png");
  const std::string index = file("charts/charts.json");
  const ProgramResult again = render(with_gnuplot);
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.errors, HasSubstr(" charts were up to date"));
  EXPECT_THAT(again.errors, Not(HasSubstr("rendered")));
  EXPECT_FALSE(started());
  EXPECT_EQ(files({"charts"}, ".png"), before);
  EXPECT_EQ(file("charts/charts.json"), index);
  // The report hard-links the files into the site, which changes their stamps, but not their bytes.
  ASSERT_EQ(report("site", {"charts"}).exit_code, 0);
  EXPECT_THAT(render(with_gnuplot).errors, Not(HasSubstr("rendered")));
  EXPECT_FALSE(started());
  const Arguments explained{"--out",    "charts",        "--explain",
                            "combined", with_gnuplot[0], with_gnuplot[1]};
  EXPECT_EQ(render(explained).output, "nothing changed\n");
  EXPECT_FALSE(started());
}

TEST_F(Render, ContinuesWhereAKilledRunStopped) {
  folder_.write("data/summary.json", R"({"a": {"2024-01": 1}, "b": {"2024-01": 2},
    "c": {"2024-01": 3}, "stop here": {"2024-01": 4}, "z": {"2024-01": 5}})");
  // It swallows the rest of its input once the fourth service's file is named, and ends with it:
  // survivors of a run must not write files into the next one.
  Arguments stuck = gnuplot("case \"$line\" in *stop?here*) exec cat > /dev/null ;; esac");
  stuck.insert(stuck.end(), {"--out", "charts", "--jobs", "1"});
  std::vector<std::string> drawn;
  {
    RunningProgram program(call(arguments(stuck), {{"SOURCE_DATE_EPOCH", "1718614800"}}));
    while (drawn.size() < 4) {  // The combined chart, a, b and c.
      ASSERT_FALSE(fs::exists(folder_ / "charts/charts.json")) << "it ended";
      const timespec moment{0, 2'000'000};
      ::nanosleep(&moment, nullptr);
      drawn = remembered();
    }
    program.send(SIGKILL);
    EXPECT_EQ(program.wait().exit_code, 128 + SIGKILL);
  }
  EXPECT_EQ(drawn, (std::vector<std::string>{"combined", "service/a", "service/b", "service/c"}));
  const auto before = files({"charts"}, ".png");
  folder_.write("charts/.z_deployment_metrics.png.part", "half a picture");
  Arguments log =
      gnuplot(fmt::format("case \"$line\" in 'set output'*) echo \"$line\" >> '{}' ;; esac",
                          (folder_ / "drawn").string()));
  log.insert(log.end(), {"--out", "charts"});
  const ProgramResult result = render(log);
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.errors, HasSubstr("rendered 2 charts in "));
  EXPECT_THAT(result.errors, HasSubstr("; 4 of 6 charts were up to date"));
  EXPECT_THAT(file("drawn"), Not(HasSubstr("'.a_")));
  EXPECT_THAT(file("drawn"), HasSubstr("'.z_"));
  const auto after = files({"charts"}, ".png");
  EXPECT_EQ(after.size(), 6U);
  for (const auto& [name, bytes] : before) {
    EXPECT_EQ(after.at(name), bytes) << name;
  }
  EXPECT_THAT(files({"charts"}, ".part"), IsEmpty());
}

TEST_F(Render, DarkPngFilesAreEnoughForAReport) {
  start_server(few_services);
  ASSERT_EQ(collect().exit_code, 0);
  ASSERT_EQ(render({"--out", "charts", "--themes", "dark", "--format", "png"}).exit_code, 0);
  ASSERT_EQ(report("site", {"charts"}).exit_code, 0);
  EXPECT_THAT(file("site/index.html"),
              HasSubstr("<img src=\"charts/combined_deployment_metrics.dark.png\""));
  EXPECT_THAT(files({"site"}, ".svg"), testing::SizeIs(1));  // The icon.
}

TEST_F(Render, NamesAFolderThatCannotBeWritten) {
  folder_.write("data/summary.json", "{}");
  folder_.write("charts", "a file");
  const ProgramResult result = render({"--out", "charts"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("charts"));
}

}  // namespace
}  // namespace dora::test
