// Reads small files that people write by hand: `.env` and the config file.
#include "collector/base/cli/settings_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"

namespace dora::cli {
namespace {

constexpr std::size_t largest_file = std::size_t{1024} * 1024;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void refuse(std::string_view name, std::string_view why) {
  throw base::UsageError(fmt::format("{}: {}", name, why));
}

void check_writers(const std::string& name, const struct stat& status) {
  if (status.st_uid != 0 && status.st_uid != ::geteuid()) {
    refuse(name, fmt::format("another user owns it (uid {}) and can change it; make a "
                             "copy of your own, or as root: chown {} {}",
                             status.st_uid, ::geteuid(), name));
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    refuse(name, fmt::format("users other than its owner can change it (mode {:04o}); run: "
                             "chmod go-w {}",
                             status.st_mode & 07777U, name));
  }
}

std::string read_text(const std::string& name, int fd) {
  std::string text(largest_file + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = ::read(fd, text.data() + size, text.size() - size);
    if (got < 0) {
      refuse(name, fmt::format("cannot be read: {}", std::strerror(errno)));
    }
    if (got == 0) {
      break;
    }
    size += static_cast<std::size_t>(got);
  }
  if (size > largest_file) {
    refuse(name, "is larger than 1 MiB; a settings file is a few lines");
  }
  text.resize(size);
  return text;
}

/// Returns the first control character that is neither a tab nor part of a line end.
std::size_t find_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends_line =
        c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] == '\n'));
    if (((c >= '\0' && c < ' ') || c == '\x7f') && c != '\t' && !ends_line) {
      return i;
    }
  }
  return std::string_view::npos;
}

}  // namespace

void refuse_byte_order_mark(std::string_view name, std::string_view text) {
  constexpr std::string_view utf8 = "\xEF\xBB\xBF";
  if (text.starts_with(utf8)) {
    refuse(name, fmt::format("line 1: begins with a byte order mark; save it as UTF-8 without one, "
                             "or run: sed -i '1s/^\\xEF\\xBB\\xBF//' {}",
                             name));
  }
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    refuse(name, "line 1: begins with a byte order mark of UTF-16; save it as UTF-8 without one");
  }
}

void check_settings_text(std::string_view name, std::string_view text) {
  refuse_byte_order_mark(name, text);
  const std::size_t at = find_control(text);
  if (at != std::string_view::npos) {
    refuse(name,
           fmt::format(
               "line {}: holds a control character (code {}); remove it",
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1,
               static_cast<int>(text[at])));
  }
}

std::string read_settings_file(const std::filesystem::path& file, Writers writers) {
  const std::string name = file.string();
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat status {};
  if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0) {
    refuse(name, fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  if (!S_ISREG(status.st_mode)) {
    refuse(name, "is not a regular file");
  }
  if (writers == Writers::owner) {
    check_writers(name, status);
  }
  std::string text = read_text(name, descriptor.get());
  check_settings_text(name, text);
  return text;
}

}  // namespace dora::cli
