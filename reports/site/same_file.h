// Checks whether a file has certain bytes, and whether it is still the same file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include <sys/types.h>

#include "collector/base/files/open_file.h"

namespace dora::site {

/// What changes when a file is replaced or written to, and its permissions. Two are equal if they
/// are of the same file in the same state; another hard link does not make a difference.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;      ///< Bytes.
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.
  mode_t mode = 0;            ///< Permissions only.
  uid_t owner = 0;
  std::uint64_t links = 0;  ///< Number of its names.

  bool operator==(const FileIdentity& other) const {
    return is_same_file(other) && size == other.size && modified == other.modified;
  }
  bool is_same_file(const FileIdentity& other) const {
    return device == other.device && inode == other.inode;
  }
};

/// Returns nullopt if it is not a regular file; a symbolic link is not.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

/// Returns the identity of `path` if it is a regular file of exactly these bytes, otherwise
/// nullopt.
std::optional<FileIdentity> file_that_holds(const std::filesystem::path& path,
                                            std::string_view bytes);

/// Of an open file.
std::optional<FileIdentity> identity_of(const files::OpenFile& file);

}  // namespace dora::site
