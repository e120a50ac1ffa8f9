// Finds gaps in the numbers of a project's merge requests: deleted ones, or ones we may not see.
#include "collector/counting/iid_gaps.h"

#include <string>

#include <fmt/format.h>

namespace dora::counting {
namespace {

/// Enough to look up some of them; the count gives the total.
constexpr std::size_t most_ranges = 20;

}  // namespace

void IidGaps::see(std::int64_t iid) {
  if (expected_ && iid > *expected_) {
    missing_.count += iid - *expected_;
    if (missing_.first_ranges.size() < most_ranges) {
      missing_.first_ranges.push_back(iid - 1 == *expected_
                                          ? std::to_string(*expected_)
                                          : fmt::format("{}-{}", *expected_, iid - 1));
    }
  }
  expected_ = iid + 1;
}

}  // namespace dora::counting
