// Writes a file outside the site to the path that an option names.
#include "reports/site/user_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"

namespace dora::site {

namespace {

namespace fs = std::filesystem;

/// True for what is written to and cannot be replaced; a link such as /dev/stdout counts as its
/// target.
bool is_stream(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::is_fifo(status) || fs::is_character_file(status);
}

/// An empty file may have been made by mktemp.
bool is_ours(const fs::path& path, std::string_view begin) {
  std::string found(begin.size(), '\0');
  std::ifstream stream(path, std::ios::binary);
  stream.read(found.data(), static_cast<std::streamsize>(found.size()));
  return stream.gcount() == 0 || found == begin;
}

void write_to_stream(const fs::path& path, std::string_view text) {
  const auto fail = [&](int error) {
    const char* cause = error == ENXIO ? "no program reads from it" : std::strerror(error);
    throw base::Error(fmt::format("cannot write {}: {}", path.string(), cause));
  };
  const files::FileDescriptor stream(
      ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (stream.get() < 0 || ::fcntl(stream.get(), F_SETFL, O_WRONLY) != 0) {
    fail(errno);
  }
  while (!text.empty()) {
    const ssize_t written = ::write(stream.get(), text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      fail(errno);
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

}  // namespace

UserFileOutput::UserFileOutput(fs::path path, std::string text) : path_(std::move(path)) {
  if (is_stream(path_)) {
    text_ = std::move(text);
    return;
  }
  if (path_.has_parent_path()) {
    files::make_folder(path_.parent_path());
  }
  file_ = std::make_unique<files::AtomicFile>(path_);
  file_->write(text);
}

void UserFileOutput::commit() {
  if (file_) {
    file_->commit();
  } else {
    write_to_stream(path_, text_);
  }
}

void check_user_file(const UserFile& file) {
  const fs::path& path = file.path;
  std::error_code error;
  if (!path.has_filename() || fs::is_directory(path, error)) {
    throw base::UsageError(fmt::format("{} {} is a folder; it takes a file, such as {}",
                                       file.option, path.string(), (path / file.example).string()));
  }
  const fs::file_status status = fs::symlink_status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status) && !is_stream(path)) {
    throw base::UsageError(
        fmt::format("{} {} is {}, which would be replaced; choose a regular file", file.option,
                    path.string(), fs::is_symlink(status) ? "a symbolic link" : "not a file"));
  }
  if (fs::is_regular_file(status) && !is_ours(path, file.begin)) {
    throw base::UsageError(fmt::format(
        "{} {} is a file that dora-report did not write; remove it or choose another name",
        file.option, path.string()));
  }
}

}  // namespace dora::site
