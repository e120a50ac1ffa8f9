// What changes when a file is replaced or written to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace dora::webserver {

struct FileState {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = 0;      ///< In bytes.
  std::int64_t modified = 0;  ///< In nanoseconds since 1970.

  bool operator==(const FileState&) const = default;
};

/// Of an open file.
FileState state_of(int fd);
/// nullopt if it is no regular file; a link is none.
std::optional<FileState> state_of(const std::filesystem::path& file);

}  // namespace dora::webserver
