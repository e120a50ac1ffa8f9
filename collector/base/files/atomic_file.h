// Reads and writes whole files: a reader sees the old file or the new one, never half of one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dora::files {

/// A file that appears under its name only with commit(); without it, nothing is left behind.
/// While it is open, `.<name>.tmp` beside the target holds the text and a lock. Every failure is an
/// Error that names the file and the cause; the old file is untouched then. Only a regular file is
/// replaced: a link, a named pipe or a device in its place is an Error. Not thread-safe.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view text);
  /// Flushes to the disk and renames over the target.
  void commit();

 private:
  void flush();

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  std::string buffer_;
  int fd_ = -1;
};

void write_file(const std::filesystem::path& target, std::string_view text);

/// The whole file, which the person who runs the program named: links are followed, and a pipe is
/// read to its end (`--token-file <(...)`); for files inside a folder see open_file.h. An Error
/// names the path and the cause, such as more than `most` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t most = std::size_t{4} << 30U);

/// Makes the folder and its parents, or throws an Error that names it.
void make_folder(const std::filesystem::path& folder);

}  // namespace dora::files
