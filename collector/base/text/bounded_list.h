// Names in a message: the first few of a list, and how many more there are.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dora::text {

/// `a, b, c and 4997 more`; all of them when there are at most `most`, which is above 0.
std::string bounded_list(const std::vector<std::string>& names, std::size_t most = 5);

}  // namespace dora::text
