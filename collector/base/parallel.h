// Does many things on several threads; knows nothing of what is done.
#pragma once

#include <cstddef>
#include <functional>

namespace dora::base {

/// Calls `work` with each number below `count` once, in no order, on up to `threads` threads, the
/// caller's among them. When one call throws, no further ones begin, and the first error is thrown
/// here once those that run have ended.
void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

/// Calls both at the same time, each to its end, the second one on the caller's thread. When both
/// throw, the error of the first one is thrown: the same fault is told in the same words each time.
void run_both(const std::function<void()>& first, const std::function<void()>& second);

}  // namespace dora::base
