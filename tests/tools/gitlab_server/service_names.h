// Invents service names: plausible ones, unusual ones, hostile ones; knows nothing else.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dora::test {

/// `count` different names. From 12 on, some of them have capitals, spaces or no Latin letters.
/// With `hostile` and a count of 200 all of hostile_names() are among them, with fewer the first.
std::vector<std::string> service_names(std::size_t count, bool hostile);

}  // namespace dora::test
