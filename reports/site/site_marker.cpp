// Recognises a folder that this program wrote, file by file, and removes it.
#include "reports/site/site_marker.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unordered_set>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line =
    "Written by dora-report, which replaces this folder whole. Its files:";

/// The names in a complete marker; empty without one.
struct Marker {
  std::string text;
  std::unordered_set<std::string_view> files;
  bool whole = false;

  bool lists(std::string_view name) const {
    return whole && (name == site_marker_file || files.contains(name));
  }
};

/// A last line without a newline was cut off when a run was killed.
void parse(Marker& marker) {
  std::string_view rest = marker.text;
  bool first = true;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    const std::string_view line = rest.substr(0, end);
    if (first && line != first_line) {
      return;
    }
    if (!first) {
      marker.files.insert(line);
    }
    first = false;
    rest.remove_prefix(end + 1);
  }
  marker.whole = !first;
}

/// Reads into `marker`, whose names point into its text.
void read_marker(const fs::path& folder, Marker& marker) {
  const fs::file_status status = fs::symlink_status(folder / site_marker_file);
  if (fs::is_regular_file(status)) {
    marker.text = files::read_all(files::open_file_inside(folder, site_marker_file));
    parse(marker);
  }
}

/// Relative to the folder.
std::string_view name_in(const fs::path& folder, const fs::path& path) {
  return std::string_view(path.native()).substr((folder / "").native().size());
}

bool is_real_folder(const fs::directory_entry& entry) {
  return entry.is_directory() && !entry.is_symlink();
}

}  // namespace

std::string marker_head() {
  return fmt::format("{}\n", first_line);
}

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
  Marker marker;
  read_marker(folder, marker);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string_view name = name_in(folder, entry.path());
    if (!marker.whole) {
      throw base::UsageError(
          fmt::format("--out {} is not a report and not empty (it contains {}); choose an empty or "
                      "a new folder",
                      folder.string(), name));
    }
    if (!is_real_folder(entry) && !marker.lists(name)) {
      throw base::UsageError(
          fmt::format("--out {} contains {}, which dora-report did not put there and would delete; "
                      "move it away or choose another folder",
                      folder.string(), name));
    }
  }
}

bool is_written_by_us(const fs::path& folder) {
  if (!fs::is_directory(fs::symlink_status(folder))) {
    return false;
  }
  Marker marker;
  read_marker(folder, marker);
  const auto all = fs::recursive_directory_iterator(folder);
  return marker.whole && std::all_of(begin(all), end(all), [&](const fs::directory_entry& entry) {
           return is_real_folder(entry) || marker.lists(name_in(folder, entry.path()));
         });
}

std::vector<std::string> listed_files(const fs::path& folder) {
  Marker marker;
  read_marker(folder, marker);
  if (!marker.whole) {
    return {};
  }
  std::vector<std::string> names(marker.files.begin(), marker.files.end());
  std::erase(names, site_marker_file);
  std::sort(names.begin(), names.end());
  return names;
}

void remove_listed(const fs::path& folder) {
  Marker marker;
  read_marker(folder, marker);
  std::vector<fs::path> folders;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (is_real_folder(entry)) {
      folders.push_back(entry.path());
    } else if (const auto name = name_in(folder, entry.path());
               marker.lists(name) && name != site_marker_file) {
      files.push_back(entry.path());
    }
  }
  for (const fs::path& file : files) {
    fs::remove(file);
  }
  std::error_code not_empty;
  for (auto inner = folders.rbegin(); inner != folders.rend(); ++inner) {
    fs::remove(*inner, not_empty);
  }
  const auto rest = fs::directory_iterator(folder);
  if (marker.whole && std::distance(begin(rest), end(rest)) == 1) {
    fs::remove(folder / site_marker_file);
  }
}

}  // namespace dora::site
