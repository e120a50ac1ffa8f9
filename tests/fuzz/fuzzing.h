// What the fuzz targets share: promises, inputs as texts and files, readers that may throw an
// Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "collector/base/error.h"

namespace dora::fuzz {

/// Ends the process, which libFuzzer reports with the input, unless the promise is kept.
void require(bool promise);

std::string text_of(const std::uint8_t* data, std::size_t size);

/// A file that only its owner may write, for parsers that take no text. Each process has a folder
/// of its own, removed at its end.
class InputFile {
 public:
  explicit InputFile(std::string_view name);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view text) const;

 private:
  std::filesystem::path path_;
};

/// What `read` returns; nullopt if it throws an Error that says something. Any other exception is a
/// crash.
template <class Read>
auto result_or_error(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const base::Error& error) {
    require(*error.what() != '\0');
    return std::nullopt;
  }
}

}  // namespace dora::fuzz
