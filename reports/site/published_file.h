// One file of a new site: written, or another file linked where that is safe, else copied.
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
/// an Error that names the file, which is removed then.
void write_new_file(const std::filesystem::path& path, std::string_view text);

/// Makes the folder unless it exists.
void make_new_folder(const std::filesystem::path& folder);

/// Which links to a file there may be already, when it becomes a hard link.
enum class OtherLinks {
  none,  ///< A file of several names may be anybody's: it is copied.
  known  ///< Its other names were made by this program.
};

/// Puts `source` at `path`, with these permissions: the very file that was opened, as a hard link,
/// when it belongs to this user and the file system can, else a copy of `bytes`.
void link_or_copy(const files::OpenFile& source, std::string_view bytes, OtherLinks links,
                  mode_t mode, const std::filesystem::path& path);
/// The bytes are read when they are needed.
void link_or_copy(const files::OpenFile& source, OtherLinks links, mode_t mode,
                  const std::filesystem::path& path);

}  // namespace dora::site
