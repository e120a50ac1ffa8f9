// Lists names in a message: the first few, and how many more there are.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dora::text {

/// Returns `a, b, c and 4997 more`, or all names if there are at most `most`, which must be
/// positive.
std::string bounded_list(const std::vector<std::string>& names, std::size_t most = 5);

}  // namespace dora::text
