// Runs work on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace dora::base {

/// Calls `work` once with each number below `count`, in any order, on up to `threads` threads
/// including the caller's. If a call throws, no further calls begin; the first error is rethrown
/// here once those already running have ended.
void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

/// Runs both concurrently, each to its end, the second on the caller's thread. If both throw, the
/// first one's error is rethrown, so that the same fault always gives the same message.
void run_both(const std::function<void()>& first, const std::function<void()>& second);

}  // namespace dora::base
