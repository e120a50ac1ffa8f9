// Reads small files that people write by hand: `.env` and the config file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dora::cli {

enum class Writers : std::uint8_t {
  owner,   ///< We or root own it, and neither its group nor others may write it.
  anybody  ///< Nobody asks.
};

/// The text of a regular file of at most 1 MiB. Throws a UsageError that names the file, the line
/// where there is one, and the next step, never the text: for a file that cannot be read, is no
/// regular file, has other `writers`, or whose text check_settings_text() refuses. Never waits for
/// a FIFO.
std::string read_settings_file(const std::filesystem::path& file, Writers writers);

/// Throws a UsageError for a byte order mark and for control characters other than tab and line
/// ends; a carriage return is one only where a line ends. `name` is what the message calls the
/// file.
void check_settings_text(std::string_view name, std::string_view text);

/// Throws a UsageError for a text that begins with a byte order mark of UTF-8 or UTF-16.
void refuse_byte_order_mark(std::string_view name, std::string_view text);

}  // namespace dora::cli
