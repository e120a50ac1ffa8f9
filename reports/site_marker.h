// Tells a folder that this program wrote from everybody else's, file by file; deletes nothing.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::reports {

/// The file in a site's folder that lists what the program put there.
inline constexpr const char* site_marker_file = ".dora-report-site";

/// `files` are relative paths within the site.
std::string marker_text(std::vector<std::string> files);

/// Throws a UsageError unless `folder` may be replaced: it does not exist, is empty, or holds a
/// marker and nothing but what the marker lists. The message names the first file that would be
/// lost.
void require_replaceable(const std::filesystem::path& folder);

/// True for an empty folder and for one with a marker, whatever else is in it.
bool is_leftover(const std::filesystem::path& folder);

}  // namespace dora::reports
