// Reads and writes whole files: a reader sees the old file or the new one, never half of one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace dora::files {

/// A file that appears under its name only on commit(); without it, nothing is left behind. While
/// it is open, `.<name>.tmp` next to the target holds the text and a lock. Every failure is an
/// Error that names the file and the cause and leaves the old file untouched. Only a regular file
/// is replaced: a link, named pipe or device in its place is an Error. Not thread-safe.
class AtomicFile {
 public:
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::string_view text);
  /// Flushes to disk and renames over the target.
  void commit();

 private:
  void flush();

  std::filesystem::path target_;
  std::filesystem::path temporary_;
  std::string buffer_;
  int fd_ = -1;
};

void write_file(const std::filesystem::path& target, std::string_view text);

/// Reads a whole file named by the user: follows links and reads a pipe to its end (`--token-file
/// <(...)`). For files inside a folder see open_file.h. Throws an Error that names the path and the
/// cause, such as more than `most` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t most = std::size_t{4} << 30U);

/// Creates the folder and its parents, or throws an Error that names it.
void make_folder(const std::filesystem::path& folder);

}  // namespace dora::files
