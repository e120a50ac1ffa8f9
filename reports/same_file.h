// Tells whether a file has certain bytes, and whether it is still that file; changes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace dora::reports {

/// What a file that is replaced or written to does not keep. A further hard link changes none of
/// it.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;      ///< Bytes.
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.

  bool operator==(const FileIdentity&) const = default;
};

/// Nothing when there is no such regular file; a symbolic link is none.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

/// `path`, when it is a regular file of exactly these bytes; nothing for any other.
std::optional<FileIdentity> file_that_holds(const std::filesystem::path& path,
                                            std::string_view bytes);

/// `path`, when it and `source` are one regular file, or two of the same bytes. Links to a source
/// are followed. Throws an Error for a source that cannot be read.
std::optional<FileIdentity> file_equal_to(const std::filesystem::path& path,
                                          const std::filesystem::path& source);

}  // namespace dora::reports
