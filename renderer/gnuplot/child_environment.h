// The environment that child programs get, built from what we know that they need.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::gnuplot {

/// As `NAME=value`: a fixed locale, and of our own environment only what a child finds programs,
/// libraries and fonts by. No token, no proxy, no foreign locale.
std::vector<std::string> child_environment();

/// The absolute folders of a list separated by colons. An empty or relative one would be the
/// working folder or one in it, and what lies there may come from anybody.
std::string absolute_folders(std::string_view list);

}  // namespace dora::gnuplot
