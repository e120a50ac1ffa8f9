// Writes to the user's terminal through stderr: whole lines, plus one live status line.
#include "collector/base/console.h"

#include <cerrno>
#include <cstdlib>

#include <sys/ioctl.h>
#include <unistd.h>

#include "collector/base/text/printable.h"

namespace dora::base {
namespace {

bool can_redraw(int fd) {
  const char* term = std::getenv("TERM");
  return ::isatty(fd) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

std::size_t terminal_width(int fd) {
  winsize size{};
  return ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : 80U;
}

/// The first `width` characters, counting each UTF-8 sequence as one column.
std::string_view first_columns(std::string_view text, std::size_t width) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && columns++ == width) {
      return text.substr(0, i);
    }
  }
  return text;
}

}  // namespace

Console::Console(int fd, bool quiet) : fd_(fd), terminal_(can_redraw(fd)), quiet_(quiet) {}

Console::~Console() {
  clear_status();
}

void Console::line(std::string_view text, bool urgent) {
  if (quiet_ && !urgent) {
    return;
  }
  clear_status();
  put(text::printable(text) + "\n");
}

void Console::status(std::string_view text) {
  if (!terminal_ || quiet_) {
    return;
  }
  const std::string safe = text::printable(text);
  put("\r\x1b[2K" + std::string(first_columns(safe, terminal_width(fd_) - 1)));
  status_shown_ = true;
}

void Console::clear_status() {
  if (status_shown_) {
    put("\r\x1b[2K");
    status_shown_ = false;
  }
}

void Console::put(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t written = ::write(fd_, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return;  // Nobody reads the console any more, but the run continues.
    }
    text.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

}  // namespace dora::base
