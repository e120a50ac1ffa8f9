// Tests with a fake gnuplot that a bad chart fails alone, and that nothing is left behind.
#include "renderer/gnuplot/pool.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/renderer/test_run.h"
#include "tests/support/temporary_folder.h"

namespace dora::gnuplot {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

long open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
}

PlotJob job(std::size_t id, const std::string& behaviour) {
  const std::string output = std::to_string(id) + ".png";
  return {id,
          "reset session\nset terminal pngcairo size 30,20\nset output '" + output + "'\n" +
              behaviour + "\nunset output\n",
          output,
          {30, 20}};
}

class GnuplotPoolTest : public testing::Test {
 protected:
  GnuplotPoolOptions options(int workers) const {
    return {{{FAKE_GNUPLOT, "-d", "/dev/stdin"}, {"LANG=C"}, folder_.path()},
            workers,
            std::chrono::milliseconds(20'000)};
  }

  /// Draws ten charts; `behaviours` says which of them are special.
  std::map<std::size_t, PlotResult> draw(const GnuplotPoolOptions& options,
                                         const std::map<std::size_t, std::string>& behaviours,
                                         std::size_t charts = 10) {
    GnuplotPool pool(options, run_.interrupt());
    std::map<std::size_t, PlotResult> results;
    std::size_t started = 0;
    while (results.size() < charts) {
      while (started < charts && pool.has_room()) {
        const auto found = behaviours.find(started);
        pool.start(job(started++, found == behaviours.end() ? "" : found->second));
      }
      const PlotResult result = pool.wait();
      EXPECT_TRUE(results.emplace(result.id, result).second) << result.id << " came twice";
    }
    return results;
  }

  static std::set<std::size_t> failed(const std::map<std::size_t, PlotResult>& results) {
    std::set<std::size_t> ids;
    for (const auto& [id, result] : results) {
      if (!result.ok) {
        ids.insert(id);
      }
    }
    return ids;
  }

  /// Draws with longer and longer time limits, until only this chart fails, with the expected
  /// reason: a machine under load may take seconds to start a worker.
  std::map<std::size_t, PlotResult> draw_with_least_patience(GnuplotPoolOptions& options,
                                                             std::size_t bad,
                                                             const std::string& behaviour,
                                                             const std::string& words,
                                                             std::size_t charts) {
    for (options.chart_timeout = std::chrono::milliseconds(1'500);; options.chart_timeout *= 2) {
      auto results = draw(options, {{bad, behaviour}}, charts);
      const bool said = results.at(bad).reason.find(words) != std::string::npos;
      if ((failed(results) == std::set{bad} && said) ||
          options.chart_timeout > std::chrono::seconds(20)) {
        return results;
      }
    }
  }

  /// The lines of the fake's log, without process ids: `start`, `draw 3.png`.
  std::vector<std::string> log() const {
    std::istringstream lines(files::read_file(folder_ / "fake.log"));
    std::vector<std::string> result;
    std::string word;
    std::string pid;
    std::string rest;
    while (lines >> word >> pid && std::getline(lines, rest)) {
      result.push_back(word + rest);
    }
    return result;
  }

  long count_in_log(const std::string& line) const {
    const std::vector<std::string> lines = log();
    return std::count(lines.begin(), lines.end(), line);
  }

  void wait_for_in_log(const std::string& line, long times) const {
    while (count_in_log(line) < times) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

TEST_F(GnuplotPoolTest, DrawsManyChartsWithFewWorkers) {
  const auto results = draw(options(3), {}, 200);
  EXPECT_TRUE(failed(results).empty());
  EXPECT_EQ(count_in_log("start"), 3);
  for (int i = 0; i < 200; ++i) {
    EXPECT_TRUE(std::filesystem::exists(folder_ / (std::to_string(i) + ".png"))) << i;
  }
}

TEST_F(GnuplotPoolTest, StartsNoMoreWorkersThanThereIsWork) {
  draw(options(8), {}, 2);
  EXPECT_EQ(count_in_log("start"), 2);
}

TEST_F(GnuplotPoolTest, QueuesOnlyOneScriptAhead) {
  GnuplotPool pool(options(2), run_.interrupt());
  for (std::size_t i = 0; i < 4; ++i) {
    ASSERT_TRUE(pool.has_room()) << i;
    pool.start(job(i, "fake:hang"));
  }
  EXPECT_FALSE(pool.has_room());
}

struct BadChart {
  const char* behaviour;
  const char* reason;

  friend std::ostream& operator<<(std::ostream& out, const BadChart& chart) {
    return out << testing::PrintToString(chart.behaviour);
  }
};

class BadChartTest : public GnuplotPoolTest, public testing::WithParamInterface<BadChart> {};

TEST_P(BadChartTest, DoesNotAffectOtherCharts) {
  const long before = open_descriptors();
  for (const int workers : {1, 3}) {
    const auto results = draw(options(workers), {{4, GetParam().behaviour}});
    EXPECT_EQ(failed(results), std::set<std::size_t>{4}) << workers << " workers";
    EXPECT_THAT(results.at(4).reason, HasSubstr(GetParam().reason));
    EXPECT_LT(results.at(4).reason.size(), 1000U);
    EXPECT_EQ(results.at(4).reason.find('\n'), std::string::npos);
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadChartTest,
    testing::Values(BadChart{"fake:die", "gnuplot was killed by signal 9"},
                    BadChart{"fake:exit",
                             "gnuplot exited with code 1: plot foo( line 0: words of the fake"},
                    BadChart{"fake:flood\nfake:exit", "gnuplot exited with code 1: xxxxx"},
                    BadChart{"fake:babble", "gnuplot answered 'what is the question?'"},
                    BadChart{"fake:error", "gnuplot reported an error: line 0: a reported error"},
                    BadChart{"fake:missing", "reported success, but no picture was written"},
                    BadChart{"fake:truncated", "reported success, but the picture is incomplete"},
                    BadChart{"fake:small", "reported success, but the picture is 7x20"}));

TEST_F(GnuplotPoolTest, RetriesABadChartOnceAloneInAFreshWorker) {
  const auto results = draw(options(1), {{1, "fake:truncated"}}, 4);
  EXPECT_EQ(failed(results), std::set<std::size_t>{1});
  // The one ahead of it may have been drawn by the replaced worker.
  std::vector<std::string> lines = log();
  const auto second = std::find(lines.begin() + 1, lines.end(), "start");
  ASSERT_NE(second, lines.end());
  EXPECT_EQ(*(second + 1), "draw 1.png");
  EXPECT_EQ(*(second + 2), "start");
  EXPECT_EQ(count_in_log("draw 1.png"), 2);
  EXPECT_EQ(count_in_log("start"), 3);
}

TEST_F(GnuplotPoolTest, QueuesNothingBehindARetry) {
  const std::string padding = "# " + std::string(2000, '#');
  const auto bytes_ahead = [&](const std::string& behaviour) {
    std::filesystem::remove(folder_ / "fake.log");
    std::filesystem::remove(folder_ / "go");
    GnuplotPool pool(options(1), run_.interrupt());
    pool.start(job(0, behaviour));
    pool.start(job(1, padding));
    folder_.write("go", "");
    EXPECT_TRUE(pool.wait().ok);
    EXPECT_TRUE(pool.wait().ok);
    const std::string log = files::read_file(folder_ / "fake.log");
    return std::stoi(log.substr(log.find("ahead ") + 6));
  };
  EXPECT_GT(bytes_ahead("fake:ahead"), 2000);
  EXPECT_LT(bytes_ahead("fake:once-die\nfake:ahead"), 1000);
}

TEST_F(GnuplotPoolTest, DrawsAChartThatFailedOnlyOnce) {
  const auto results = draw(options(2), {{0, "fake:once-die"}, {5, "fake:once-die"}});
  EXPECT_TRUE(failed(results).empty());
}

TEST_F(GnuplotPoolTest, SurvivesManyBadCharts) {
  std::map<std::size_t, std::string> behaviours;
  std::set<std::size_t> bad;
  for (std::size_t i = 0; i < 60; ++i) {
    if (i % 3 != 0) {
      behaviours[i] = i % 3 == 1 ? "fake:die" : "fake:truncated";
      bad.insert(i);
    }
  }
  EXPECT_EQ(failed(draw(options(3), behaviours, 60)), bad);
}

TEST_F(GnuplotPoolTest, IsNotBlockedByAFloodOfWarnings) {
  EXPECT_TRUE(failed(draw(options(2), {{0, "fake:flood"}, {3, "fake:flood"}})).empty());
}

TEST_F(GnuplotPoolTest, GivesUpAChartThatHangs) {
  GnuplotPoolOptions impatient = options(2);
  const std::string words = "before the hang";
  const auto results = draw_with_least_patience(impatient, 3, "fake:hang", words, 10);
  EXPECT_EQ(failed(results), std::set<std::size_t>{3});
  const std::chrono::duration<double> limit = impatient.chart_timeout;
  EXPECT_EQ(results.at(3).reason,
            fmt::format("gnuplot did not finish within {:g} s: {}", limit.count(), words));
}

TEST_F(GnuplotPoolTest, GivesUpAWorkerThatStopsReading) {
  GnuplotPoolOptions impatient = options(1);
  // More than a pipe holds: writing it must not block, nor spin, nor raise SIGPIPE.
  const std::string padding(300'000, '#');
  const auto results = draw_with_least_patience(impatient, 2, "fake:deaf\n" + padding, "", 4);
  EXPECT_EQ(failed(results), std::set<std::size_t>{2});
}

TEST_F(GnuplotPoolTest, CarriesScriptsLargerThanAPipe) {
  const std::string padding = "# " + std::string(1'000'000, '#');
  EXPECT_TRUE(failed(draw(options(2), {{1, padding}, {2, padding}}, 4)).empty());
}

TEST_F(GnuplotPoolTest, DrawsEverythingWhenWorkersAreKilledFromOutside) {
  GnuplotPool pool(options(2), run_.interrupt());
  // Many more than can be drawn before the thirtieth is handed out, four at a time: otherwise there
  // is nothing left to start the last worker for.
  constexpr std::size_t charts = 200;
  std::vector<pid_t> first_workers;
  std::size_t started = 0;
  std::size_t drawn = 0;
  for (std::size_t finished = 0; finished < charts; ++finished) {
    while (started < charts && pool.has_room()) {
      pool.start(job(started++, ""));
    }
    // Workers from the beginning: none of them ever draws a second attempt.
    first_workers = finished == 0 ? test::children() : first_workers;
    if (finished == 7 || finished == 30) {
      // One killed before it could log its start would not be counted.
      wait_for_in_log("start", 2);
      ::kill(first_workers.at(finished == 7 ? 0 : 1), SIGKILL);
    }
    drawn += pool.wait().ok ? 1 : 0;
  }
  EXPECT_EQ(drawn, charts);
  EXPECT_EQ(count_in_log("start"), 4);
}

TEST_F(GnuplotPoolTest, StopsOnAnInterruptAndLeavesNoChild) {
  const long before = open_descriptors();
  {
    GnuplotPool pool(options(2), run_.interrupt());
    pool.start(job(0, "fake:hang"));
    pool.start(job(1, "fake:hang"));
    ::raise(SIGTERM);
    EXPECT_THROW(pool.wait(), base::Interrupted);
  }
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(GnuplotPoolTest, ThrowsWhenAWorkerCannotBeStarted) {
  GnuplotPoolOptions wrong = options(1);
  wrong.worker.arguments = {"/no/such/gnuplot"};
  GnuplotPool pool(wrong, run_.interrupt());
  EXPECT_THROW(pool.start(job(0, "")), base::Error);
}

}  // namespace
}  // namespace dora::gnuplot
