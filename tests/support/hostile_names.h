// Names of services that try to break what shows, stores or draws them.
#pragma once

#include <string>
#include <vector>

namespace dora::test {

/// Each once: markup, paths, options, commands, spreadsheet formulas, Markdown, control characters,
/// directions of writing, names that differ in case alone or that a file name cannot tell apart,
/// 255 characters. None has a comma, which GitLab does not allow in labels, or a blank at an end.
const std::vector<std::string>& hostile_names();

}  // namespace dora::test
