// Service names that try to break whatever shows, stores or draws them.
#pragma once

#include <string>
#include <vector>

namespace dora::test {

/// No duplicates. Markup, paths, options, commands, spreadsheet formulas, Markdown, control
/// characters, writing directions, names that differ only in case or that a file name cannot
/// distinguish, 255 characters. None has a comma, which GitLab does not allow in labels, or outer
/// spaces.
const std::vector<std::string>& hostile_names();

}  // namespace dora::test
