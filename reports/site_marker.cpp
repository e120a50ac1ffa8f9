// Tells a folder that this program wrote from everybody else's, file by file; deletes nothing.
#include "reports/site_marker.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <unordered_set>

#include <fmt/format.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line =
    "Written by dora-report, which replaces this folder whole. Its files:";

/// The lines of a marker, its first one among them.
std::unordered_set<std::string_view> listed_files(std::string_view marker) {
  std::unordered_set<std::string_view> files;
  for (std::size_t begin = 0; begin < marker.size();) {
    const std::size_t end = std::min(marker.find('\n', begin), marker.size());
    files.insert(marker.substr(begin, end - begin));
    begin = end + 1;
  }
  return files;
}

bool has_marker(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(folder / site_marker_file, error));
}

}  // namespace

std::string marker_text(std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  return fmt::format("{}\n{}\n", first_line, fmt::join(files, "\n"));
}

void require_replaceable(const fs::path& folder) {
  const fs::file_status status = fs::symlink_status(folder);
  if (!fs::exists(status)) {
    return;
  }
  if (!fs::is_directory(status)) {
    throw base::UsageError(
        fmt::format("--out {} is not a folder; choose another name", folder.string()));
  }
  const bool ours = has_marker(folder);
  const std::string marker = ours ? base::read_file(folder / site_marker_file) : "";
  const auto listed = listed_files(marker);
  const std::size_t inside = (folder / "").native().size();
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string_view name = std::string_view(entry.path().native()).substr(inside);
    const bool folder_entry = entry.is_directory() && !entry.is_symlink();
    if (!ours) {
      throw base::UsageError(fmt::format(
          "--out {} is not a report and not empty (it holds {}); choose an empty or a new folder",
          folder.string(), name));
    }
    if (!folder_entry && name != site_marker_file && !listed.contains(name)) {
      throw base::UsageError(
          fmt::format("--out {} holds {}, which dora-report did not put there and would delete; "
                      "move it away or choose another folder",
                      folder.string(), name));
    }
  }
}

bool is_leftover(const fs::path& folder) {
  return fs::is_directory(fs::symlink_status(folder)) &&
         (has_marker(folder) || fs::is_empty(folder));
}

}  // namespace dora::reports
