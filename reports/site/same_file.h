// Tells whether a file has certain bytes, and whether it is still that file; changes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include <sys/types.h>

#include "collector/base/files/open_file.h"

namespace dora::site {

/// What a file that is replaced or written to does not keep, and who may do what with it. Two are
/// equal when they are of one file in one state; a further hard link changes nothing of that.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;      ///< Bytes.
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.
  mode_t mode = 0;            ///< Permissions alone.
  uid_t owner = 0;
  std::uint64_t links = 0;  ///< Names that it has.

  bool operator==(const FileIdentity& other) const {
    return is_same_file(other) && size == other.size && modified == other.modified;
  }
  bool is_same_file(const FileIdentity& other) const {
    return device == other.device && inode == other.inode;
  }
};

/// Nothing when there is no such regular file; a symbolic link is none.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

/// `path`, when it is a regular file of exactly these bytes; nothing for any other.
std::optional<FileIdentity> file_that_holds(const std::filesystem::path& path,
                                            std::string_view bytes);

/// Of an open file.
std::optional<FileIdentity> identity_of(const files::OpenFile& file);

}  // namespace dora::site
