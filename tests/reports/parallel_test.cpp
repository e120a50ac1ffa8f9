// Tests that everything is done once on several threads, and what becomes of errors.
#include "reports/parallel.h"

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace dora::reports {
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

TEST(InParallel, UsesTheThreadsAtOnce) {
  std::atomic<int> arrived{0};
  in_parallel(3, 3, [&](std::size_t) {
    ++arrived;
    while (arrived < 3) {  // Ends only when the other two run meanwhile.
      std::this_thread::yield();
    }
  });
  EXPECT_EQ(arrived, 3);
}

TEST(InParallel, ThrowsTheErrorAndBeginsNothingMore) {
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

}  // namespace
}  // namespace dora::reports
