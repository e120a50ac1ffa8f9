// Tests that ten thousand charts leave nothing behind, and that workers killed at random change no
// picture.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "collector/base/files/atomic_file.h"
#include "renderer/gnuplot/pool.h"
#include "renderer/gnuplot/program.h"
#include "tests/renderer/test_run.h"
#include "tests/support/temporary_folder.h"

namespace dora::gnuplot {
namespace {

namespace fs = std::filesystem;

long descriptors_in_use() {
  return std::distance(fs::directory_iterator("/proc/self/fd"), {});
}

/// A job for the fake. Few are bad, so that starting workers does not take all the time.
PlotJob quick_job(std::size_t id) {
  const std::string behaviour = id % 400 == 7 ? "fake:die" : id % 400 == 9 ? "fake:once-die" : "";
  const std::string output = fmt::format("{}.png", id);
  return {id,
          fmt::format("reset session\nset terminal pngcairo size 30,20\n"
                      "set output '{}'\n{}\nunset output\n",
                      output, behaviour),
          output,
          {30, 20}};
}

TEST(Endurance, TenThousandChartsLeaveNoProcessAndNoDescriptor) {
  constexpr std::size_t charts = 10'000;
  constexpr int workers = 3;
  const test::TemporaryFolder folder;
  const test::TestRun run;
  const long before = descriptors_in_use();
  std::vector<int> results(charts);
  {
    GnuplotPool pool({{{FAKE_GNUPLOT, "-d"}, {"LANG=C"}, folder.path()},
                      workers,
                      std::chrono::milliseconds(60'000)},
                     run.interrupt());
    std::size_t started = 0;
    for (std::size_t finished = 0; finished < charts; ++finished) {
      while (started < charts && pool.has_room()) {
        pool.start(quick_job(started++));
      }
      const PlotResult result = pool.wait();
      EXPECT_EQ(result.ok, result.id % 400 != 7) << result.id << ": " << result.reason;
      ++results.at(result.id);
      if (finished % 100 == 0) {
        // Each worker has three pipes; listing the folder takes one more.
        ASSERT_LE(test::children().size(), static_cast<std::size_t>(workers)) << finished;
        ASSERT_LE(descriptors_in_use(), before + 3 * workers) << finished;
      }
    }
  }
  EXPECT_EQ(std::count(results.begin(), results.end(), 1), static_cast<long>(charts));
  EXPECT_TRUE(test::children().empty());
  EXPECT_EQ(descriptors_in_use(), before);
}

/// Charts that the real gnuplot draws in some milliseconds, each different.
class KilledWorkersTest : public testing::Test {
 protected:
  static constexpr std::size_t charts = 60;

  static PlotJob job(std::size_t id) {
    const std::string output = fmt::format("{}.png", id);
    return {id,
            fmt::format("reset session\n"
                        "set terminal pngcairo noenhanced size 600,300 font 'DejaVu Sans,10'\n"
                        "set output '{}'\n"
                        "set title 'chart {}'\n"
                        "set samples 200\n"
                        "plot sin(x * {}) with lines, cos(x) with impulses\n"
                        "unset output\n",
                        output, id, id + 1),
            output,
            {600, 300}};
  }

  GnuplotPool pool(const fs::path& folder) const {
    const GnuplotProgram gnuplot = find_gnuplot("gnuplot", run_.interrupt());
    return {{worker_command(gnuplot, folder), 2, std::chrono::milliseconds(120'000)},
            run_.interrupt()};
  }

  test::TemporaryFolder folder_;
  test::TestRun run_;
};

/// Kills one worker after another, each once all charts that the previous one could have drawn are
/// there: the pool promises a second attempt, but not a third.
class Killer {
 public:
  explicit Killer(std::uint64_t seed) : random_(seed) {}

  void strike(const std::set<std::size_t>& under_way) {
    const std::vector<pid_t> workers = test::children();
    const bool struck_before = std::any_of(under_way.begin(), under_way.end(), [&](std::size_t id) {
      return at_risk_.find(id) != at_risk_.end();
    });
    if (struck_before || workers.empty()) {
      return;
    }
    // Any moment of a drawing will do; nothing waits for a particular one.
    std::this_thread::sleep_for(std::chrono::microseconds(below(15'000)));
    constexpr std::array signals{SIGKILL, SIGTERM, SIGSEGV};
    const pid_t victim = workers.at(below(workers.size()));
    ::kill(victim, signals.at(below(signals.size())));
    // Until it is dead, or the pool might give it one more chart; the pool itself reaps it.
    siginfo_t information{};
    ::waitid(P_PID, static_cast<id_t>(victim), &information, WEXITED | WNOWAIT);
    at_risk_ = under_way;
    ++strikes_;
  }
  int strikes() const { return strikes_; }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::mt19937_64 random_;
  std::set<std::size_t> at_risk_;
  int strikes_ = 0;
};

TEST_F(KilledWorkersTest, GiveTheSameBytesAsAnUndisturbedRun) {
  const char* wanted = std::getenv("DORA_TEST_SEED");
  const std::uint64_t seed = wanted != nullptr ? std::stoull(wanted) : std::random_device()();
  std::cout << "DORA_TEST_SEED=" << seed << " repeats this run's choices\n";
  const auto draw = [&](const fs::path& name, Killer* killer) {
    files::make_folder(folder_ / name);
    GnuplotPool workers = pool(folder_ / name);
    std::set<std::size_t> under_way;
    std::size_t started = 0;
    for (std::size_t finished = 0; finished < charts; ++finished) {
      while (started < charts && workers.has_room()) {
        under_way.insert(started);
        workers.start(job(started++));
      }
      if (killer != nullptr) {
        killer->strike(under_way);
      }
      const PlotResult result = workers.wait();
      EXPECT_TRUE(result.ok) << result.id << ": " << result.reason;
      under_way.erase(result.id);
    }
  };
  Killer killer(seed);
  draw("undisturbed", nullptr);
  draw("disturbed", &killer);
  EXPECT_GT(killer.strikes(), 0);
  for (std::size_t id = 0; id < charts; ++id) {
    const fs::path file = job(id).output;
    EXPECT_TRUE(files::read_file(folder_ / "undisturbed" / file) ==
                files::read_file(folder_ / "disturbed" / file))
        << file;
  }
  EXPECT_TRUE(test::children().empty());
}

}  // namespace
}  // namespace dora::gnuplot
