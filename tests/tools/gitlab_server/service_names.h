// Invents service names: plausible, unusual and hostile ones.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dora::test {

/// Returns `count` different names. From 12 on, some have capitals, spaces or no Latin letters.
/// With `hostile` and a count of 200 they include all of hostile_names(); with fewer, the first
/// ones.
std::vector<std::string> service_names(std::size_t count, bool hostile);

}  // namespace dora::test
