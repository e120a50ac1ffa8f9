// File stamps, which show without reading whether a file has changed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace dora::journal {

/// The kernel sets `changed` whenever the content, name or links of a file change, and no ordinary
/// tool can set it back: a file with the same stamp has the same content.
struct FileStamp {
  std::int64_t size = -1;     ///< Bytes.
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.
  std::int64_t changed = 0;   ///< Nanoseconds since 1970: the inode's ctime.
  std::uint64_t inode = 0;

  bool operator==(const FileStamp&) const = default;
};

/// The stamp of a program, whose name may be a symbolic link. Returns nullopt if it leads to no
/// regular file.
std::optional<FileStamp> stamp_of(const std::filesystem::path& file);

/// The stamp of a file that the renderer makes itself: a link in its place is not that file.
std::optional<FileStamp> stamp_of_own(const std::filesystem::path& file);

}  // namespace dora::journal
