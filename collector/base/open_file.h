// Opens files that others may have prepared: regular ones alone, without waiting, links on request.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dora::base {

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

/// Every byte from the beginning; an Error names the file and the cause.
std::string read_all(const OpenFile& file);

/// What a file is that is not a regular one, as `a named pipe`; `mode` is stat's st_mode.
std::string kind_of_file(unsigned mode);

}  // namespace dora::base
