// Writes the run's messages to the console and, as `time - level - message`, to a log file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collector/base/console.h"

namespace dora::base {

/// Messages are made printable (one line, no control characters). Not thread-safe.
class Log {
 public:
  /// An empty `file` means no log file. Throws an Error that names the file if it cannot be opened,
  /// also if it is a FIFO without a reader; does not wait for one. `is_private`: only this user may
  /// read the file.
  Log(Console& console, const std::filesystem::path& file, bool is_private = false);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void debug(std::string_view message);  ///< Log file only.
  void info(std::string_view message);
  void warning(std::string_view message);  ///< Shown even when quiet.
  void error(std::string_view message);    ///< Shown even when quiet.

  /// Many of one kind: the console shows the first five and "and N more <rest>", the log file all.
  void warnings(const std::vector<std::string>& messages, std::string_view rest);

  /// Throws an Error if a message did not reach the log file. The first failure is shown at once.
  void check() const;

 private:
  struct File;
  void write(int level, std::string_view message);
  Console& console_;
  std::unique_ptr<File> file_;
};

}  // namespace dora::base
