// Reads small files that people write by hand: `.env` and the config file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace dora::cli {

enum class Writers : std::uint8_t {
  owner,   ///< We or root own it, and neither its group nor others may write it.
  anybody  ///< Not checked.
};

/// Returns the text of a regular file of at most 1 MiB. Throws a UsageError that names the file,
/// the line (if there is one) and the next step, but never quotes the text, if the file cannot be
/// read, is not a regular file or has other `writers`, or if check_settings_text() rejects its
/// text. Never blocks on a FIFO.
std::string read_settings_file(const std::filesystem::path& file, Writers writers);

/// Throws a UsageError for a byte order mark and for control characters other than tabs and line
/// ends; a carriage return is allowed only at the end of a line. `name` is the file's name in the
/// message.
void check_settings_text(std::string_view name, std::string_view text);

/// Throws a UsageError if the text begins with a UTF-8 or UTF-16 byte order mark.
void refuse_byte_order_mark(std::string_view name, std::string_view text);

}  // namespace dora::cli
