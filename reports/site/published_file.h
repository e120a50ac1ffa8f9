// Writes one file of a new site, or links or copies an existing one.
#pragma once

#include <filesystem>
#include <string_view>

#include <sys/types.h>

#include "collector/base/files/open_file.h"

namespace dora::site {

/// Throws `cannot <action> <path>: <what errno means>`.
[[noreturn]] void throw_file_error(const char* action, const std::filesystem::path& path,
                                   int error);

/// Unlike files::write_file it does not wait for the disk: the whole site is flushed once. Throws
/// an Error that names the file, after removing it.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Makes the folder unless it exists.
void make_new_folder(const std::filesystem::path& folder);

/// Which other links a file may have when it becomes a hard link.
enum class OtherLinks {
  none,  ///< Other names may be anyone's: such a file is copied.
  known  ///< Its other names were made by this program.
};

/// Puts `source` at `path`, with these permissions: as a hard link to the very file that was
/// opened, if it belongs to this user and the file system supports it, otherwise as a copy of
/// `bytes`.
void link_or_copy(const files::OpenFile& source, std::string_view bytes, OtherLinks links,
                  mode_t mode, const std::filesystem::path& path);
/// Reads the bytes only if they are needed.
void link_or_copy(const files::OpenFile& source, OtherLinks links, mode_t mode,
                  const std::filesystem::path& path);

}  // namespace dora::site
