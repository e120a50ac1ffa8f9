// Recognises a folder that this program wrote, file by file, and removes it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::site {

/// The file in a site's folder that lists what the program put there.
inline constexpr const char* site_marker_file = ".dora-report-site";

/// `files` are relative paths within the site.
std::string marker_text(std::vector<std::string> files);

/// The beginning of a marker; the names follow, one per line.
std::string marker_head();

/// Throws a UsageError unless `folder` may be replaced: it does not exist, is empty, or contains a
/// complete marker and nothing but what the marker lists. The message names the first file that
/// would be lost.
void require_replaceable(const std::filesystem::path& folder);

/// True for a folder with a complete marker and nothing but what the marker lists: this program
/// made all of it. False for an empty one.
bool is_written_by_us(const std::filesystem::path& folder);

/// The names that a complete marker lists, without its own, in order; empty without one.
std::vector<std::string> listed_files(const std::filesystem::path& folder);

/// Removes the listed files and the folders inside that become empty; the marker last, if nothing
/// else is left. What it does not list stays. Throws std::filesystem::filesystem_error.
void remove_listed(const std::filesystem::path& folder);

}  // namespace dora::site
