// Invents service names: plausible ones, unusual ones, hostile ones; knows nothing else.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dora::test {

/// `count` different names. From 12 on, some of them have capitals, spaces or no Latin letters.
/// With `hostile`, some try to break scripts, pages, paths and terminals; none has a comma, which
/// GitLab does not allow in labels.
std::vector<std::string> service_names(std::size_t count, bool hostile);

}  // namespace dora::test
