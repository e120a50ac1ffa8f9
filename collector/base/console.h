// Writes to the user's terminal through stderr: whole lines, plus one live status line.
#pragma once

#include <string>
#include <string_view>

namespace dora::base {

/// All text is made printable first, so that label names cannot control the terminal. Not
/// thread-safe. The descriptor is borrowed.
class Console {
 public:
  explicit Console(int fd = 2, bool quiet = false);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  bool is_terminal() const { return terminal_; }
  void set_quiet(bool quiet) { quiet_ = quiet; }
  /// Prints a line above the live line. `urgent` lines are printed even when quiet.
  void line(std::string_view text, bool urgent = false);
  /// Replaces the live line, cut to the terminal's width; does nothing if there is no terminal.
  void status(std::string_view text);

 private:
  void clear_status();
  void put(std::string_view text) const;

  int fd_;
  bool terminal_;
  bool quiet_;
  bool status_shown_ = false;
};

}  // namespace dora::base
