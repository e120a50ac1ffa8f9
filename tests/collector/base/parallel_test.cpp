// Tests that all work is done exactly once on several threads, and how errors are passed on.
#include "collector/base/parallel.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace dora::base {
namespace {

TEST(InParallel, DoesEverythingOnce) {
  for (const int threads : {-1, 0, 1, 2, 7}) {
    for (const std::size_t count : {0U, 1U, 2U, 500U}) {
      std::vector<std::atomic<int>> calls(count);
      in_parallel(count, threads, [&](std::size_t i) { ++calls[i]; });
      for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(calls[i], 1) << i << " on " << threads;
      }
    }
  }
}

TEST(InParallel, RunsTheThreadsConcurrently) {
  std::atomic<int> arrived{0};
  in_parallel(3, 3, [&](std::size_t) {
    ++arrived;
    while (arrived < 3) {  // Ends only if the other two run at the same time.
      std::this_thread::yield();
    }
  });
  EXPECT_EQ(arrived, 3);
}

TEST(InParallel, ThrowsTheErrorAndStartsNothingMore) {
  for (const int threads : {1, 3}) {
    std::atomic<std::size_t> calls{0};
    EXPECT_THROW(in_parallel(1'000'000, threads,
                             [&](std::size_t) {
                               ++calls;
                               throw std::runtime_error("no");
                             }),
                 std::runtime_error);
    EXPECT_LE(calls, static_cast<std::size_t>(threads));
  }
}

TEST(SideBySide, RunsBothConcurrently) {
  std::atomic<int> arrived{0};
  const auto meet = [&] {
    ++arrived;
    while (arrived < 2) {
      std::this_thread::yield();
    }
  };
  run_both(meet, meet);
  EXPECT_EQ(arrived, 2);
}

TEST(SideBySide, ThrowsTheFirstOnesErrorWhicheverIsFaster) {
  std::atomic<bool> second_failed{false};
  const auto fail_second = [&] {
    second_failed = true;
    throw std::runtime_error("second");
  };
  EXPECT_THROW(run_both([] {}, fail_second), std::runtime_error);
  EXPECT_TRUE(second_failed);
  second_failed = false;
  EXPECT_THROW(run_both(
                   [&] {
                     while (!second_failed) {
                       std::this_thread::yield();
                     }
                     throw std::logic_error("first");
                   },
                   fail_second),
               std::logic_error);
}

TEST(SideBySide, FinishesTheOtherBeforeItThrows) {
  std::atomic<bool> failed{false};
  bool ended = false;
  EXPECT_THROW(run_both(
                   [&] {
                     failed = true;
                     throw std::runtime_error("no");
                   },
                   [&] {
                     while (!failed) {
                       std::this_thread::yield();
                     }
                     ended = true;
                   }),
               std::runtime_error);
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace dora::base
