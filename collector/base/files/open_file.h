// Opens files that others may have prepared: only regular files, without blocking, following links
// only on request.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dora::files {

/// In bytes. Nothing this program writes comes close, and memory could not hold more.
inline constexpr std::int64_t largest_read = std::int64_t{4} << 30U;

/// Owns an open descriptor and closes it.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}
  ~FileDescriptor();
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  int get() const { return fd_; }

 private:
  int fd_ = -1;
};

/// A regular file, open for reading.
struct OpenFile {
  std::filesystem::path path;  ///< As requested, for messages.
  FileDescriptor descriptor;
  std::int64_t size = 0;  ///< In bytes, when it was opened.
};

/// Opens a file named by the user: links are followed. Throws an Error that names the path and the
/// cause, such as a named pipe; never blocks on one.
OpenFile open_named_file(const std::filesystem::path& path);

/// Opens a file inside a folder that may have been restored from somebody else's cache: `folder`
/// itself may be a link, because the user named it, but nothing below it may be. `name` is
/// relative, separated by `/`, without `.` or `..`. Throws an Error like open_named_file().
OpenFile open_file_inside(const std::filesystem::path& folder, std::string_view name);

/// Throws like open_file_inside() if the name exists but open_file_inside() would not open it.
void require_no_link(const std::filesystem::path& folder, const std::string& name);

/// Throws an Error that names the file if it has more than `most` bytes.
void require_size(const OpenFile& file, std::int64_t most = largest_read);

/// Reads every byte from the beginning. Throws an Error that names the file and the cause, such as
/// more than `most` bytes.
std::string read_all(const OpenFile& file, std::int64_t most = largest_read);

/// Reads a file that an option names and whose content is published. A file below the working
/// folder is opened like open_file_inside(), because others may have made its links; any other file
/// like open_named_file().
std::string read_option_file(const std::filesystem::path& path, std::int64_t most);

/// For a file that will be written in place: throws an Error if the path exists but is not a
/// regular file, or if it has other hard links, whose owners would see the change.
void require_own_file(const std::filesystem::path& path);

/// Describes a file that is not regular, such as `a named pipe`; `mode` is stat's st_mode.
std::string kind_of_file(unsigned mode);

}  // namespace dora::files
