// Does the same for many items on several threads; knows nothing of what is done.
#pragma once

#include <cstddef>
#include <functional>

namespace dora::reports {

/// Calls `work` with each number below `count` once, in no order, on up to `threads` threads, the
/// caller's among them. When one call throws, no further ones begin, and the first error is thrown
/// here once those that run have ended.
void in_parallel(std::size_t count, int threads, const std::function<void(std::size_t)>& work);

}  // namespace dora::reports
