// File stamps, which show without reading whether a file has changed.
#include "renderer/journal/file_stamp.h"

#include <sys/stat.h>

namespace dora::journal {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::optional<FileStamp> stamp(const struct stat& found) {
  if (!S_ISREG(found.st_mode)) {
    return std::nullopt;
  }
  return FileStamp{found.st_size, nanoseconds(found.st_mtim), nanoseconds(found.st_ctim),
                   found.st_ino};
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::filesystem::path& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 ? stamp(found) : std::nullopt;
}

std::optional<FileStamp> stamp_of_own(const std::filesystem::path& file) {
  struct stat found {};
  return ::lstat(file.c_str(), &found) == 0 ? stamp(found) : std::nullopt;
}

}  // namespace dora::journal
