// The environment of child programs, built only from what they are known to need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::gnuplot {

/// As `NAME=value`: a fixed locale, and from our own environment only what a child needs to find
/// programs, libraries and fonts. No token, no proxy, no foreign locale.
std::vector<std::string> child_environment();

/// The absolute folders of a colon-separated list. Empty and relative ones would mean the working
/// folder or one inside it, where anyone may have put files.
std::string absolute_folders(std::string_view list);

}  // namespace dora::gnuplot
