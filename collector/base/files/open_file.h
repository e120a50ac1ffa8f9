// Opens files that others may have prepared: regular ones alone, without waiting, links on request.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dora::files {

/// In bytes. Nothing that this program writes comes near; memory would not hold more.
inline constexpr std::int64_t largest_read = std::int64_t{4} << 30U;

/// An open descriptor, closed with its owner.
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
  std::filesystem::path path;  ///< As it was asked for, for messages.
  FileDescriptor descriptor;
  std::int64_t size = 0;  ///< Bytes, when it was opened.
};

/// A file that the person who runs the program named: links are followed. Throws an Error that
/// names the path and the cause, such as a named pipe; never waits for one.
OpenFile open_named_file(const std::filesystem::path& path);

/// A file inside a folder that may have been restored from somebody's cache: `folder` itself may be
/// a link, as the person who runs the program named it, but nothing below it. `name` is relative,
/// with `/` between its parts, and holds neither `.` nor `..`. Throws an Error as above.
OpenFile open_file_inside(const std::filesystem::path& folder, std::string_view name);

/// Throws as open_file_inside() if there is something of that name that it would not open.
void require_no_link(const std::filesystem::path& folder, const std::string& name);

/// Throws an Error that names the file unless it has at most `most` bytes.
void require_size(const OpenFile& file, std::int64_t most = largest_read);

/// Every byte from the beginning; an Error names the file and the cause, such as more than `most`
/// bytes.
std::string read_all(const OpenFile& file, std::int64_t most = largest_read);

/// A file that an option names and whose content is published. One below the working folder is
/// opened as by open_file_inside(), because others may have made its links; any other as by
/// open_named_file().
std::string read_option_file(const std::filesystem::path& path, std::int64_t most);

/// For a file that will be written to in place: throws an Error if something is there that is no
/// regular file, or one that has other names, too, whose owners would see the change.
void require_own_file(const std::filesystem::path& path);

/// What a file is that is not a regular one, as `a named pipe`; `mode` is stat's st_mode.
std::string kind_of_file(unsigned mode);

}  // namespace dora::files
