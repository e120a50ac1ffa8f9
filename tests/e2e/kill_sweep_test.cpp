// Kills the collector at many moments of a run and runs it again: nothing is lost, nothing is
// fetched twice.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <map>
#include <random>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/sanitizers.h"

namespace dora::test {
namespace {

using Clock = std::chrono::steady_clock;

/// How often each of the eight scenarios is killed: 200 times together. With sanitizers a few do,
/// because they report nothing of a program that is killed.
constexpr int kills = sanitized ? 3 : 25;
constexpr std::size_t fewest_requests = 17;  // The project, both ends, and 14 more pages.

struct Sweep {
  const char* name;
  std::string concurrency;
  bool by_requests;  ///< Killed after this many answered requests; otherwise after this time.

  friend std::ostream& operator<<(std::ostream& out, const Sweep& sweep) {
    return out << sweep.name;
  }
};

class KillSweep : public EndToEnd, public testing::WithParamInterface<Sweep> {
 protected:
  void start_server_with_latency() {
    start_server({"--merge-requests", "1500", "--latency", "2", "--services", "20"});
  }

  ProgramCall collecting(const std::string& out) const {
    return call({"collect", "--project", "platform/deployments", "--out", out, "--concurrency",
                 GetParam().concurrency},
                {{"SOURCE_DATE_EPOCH", "1718612345"}});
  }

  /// Returns the content of the files, except what depends on how the run went.
  std::string exported(const std::string& out) const {
    return file(out + "/summary.json") + file(out + "/service_deployments.json") +
           file(out + "/open_merge_requests.json") + file(out + "/weeks.json") +
           jq("del(.requests, .retries)", folder_ / out / "collection.json");
  }

  void kill_at_some_moment(const std::string& out, Clock::duration whole_run) {
    RunningProgram program(collecting(out));
    if (GetParam().by_requests) {
      const std::size_t answered = rng_() % fewest_requests;
      ASSERT_TRUE(program.wait_until([&] { return server().requests().size() >= answered; }));
    } else {
      std::this_thread::sleep_for(whole_run * (rng_() % 1000) / 900);
    }
    program.send(SIGKILL);
    const int code = program.wait().exit_code;
    EXPECT_TRUE(code == 128 + SIGKILL || code == 0) << code;
  }

  /// Returns how many pages of windows were answered more than once.
  int pages_had_twice() const {
    std::map<std::string, int> times;
    for (const std::string& line : server().requests()) {
      const auto from = line.find("&created_after=");
      if (from != std::string::npos && line.find(" 200 ") != std::string::npos) {
        const auto page = line.find("&page=");
        ++times[line.substr(page, line.find('&', page + 1) - page) +
                line.substr(from, line.find_first_of("& ", from + 1) - from)];
      }
    }
    return static_cast<int>(std::count_if(times.begin(), times.end(),
                                          [](const auto& each) { return each.second > 1; }));
  }

  std::mt19937 rng_{42};
};

TEST_P(KillSweep, TheNextRunContinues) {
  start_server_with_latency();
  const auto start = Clock::now();
  ASSERT_EQ(run_program(collecting("whole")).exit_code, 0);
  const auto whole_run = Clock::now() - start;
  const std::string expected = exported("whole");
  for (int i = 0; i < kills; ++i) {
    SCOPED_TRACE("kill " + std::to_string(i));
    const std::string out = "killed-" + std::to_string(i);
    start_server_with_latency();  // Each has a log of its own.
    kill_at_some_moment(out, whole_run);
    const ProgramResult again = run_program(collecting(out));
    ASSERT_EQ(again.exit_code, 0) << again.errors;
    EXPECT_EQ(exported(out), expected);
    EXPECT_LE(pages_had_twice(), std::stoi(GetParam().concurrency))
        << "only what was in progress is fetched again";
  }
}

INSTANTIATE_TEST_SUITE_P(
    Moments, KillSweep,
    testing::Values(Sweep{"OneAtATimeByRequests", "1", true}, Sweep{"ThreeByRequests", "3", true},
                    Sweep{"TenByRequests", "10", true}, Sweep{"OneAtATimeByTime", "1", false},
                    Sweep{"ThreeByTime", "3", false}, Sweep{"FiveByTime", "5", false},
                    Sweep{"TenByTime", "10", false}, Sweep{"SevenByTime", "7", false}));

}  // namespace
}  // namespace dora::test
