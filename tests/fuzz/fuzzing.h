// What the fuzz targets share: promises, inputs as text and files, readers that may throw an Error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "collector/base/error.h"

namespace dora::fuzz {

/// Aborts if the promise is broken; libFuzzer then reports the input.
void require(bool promise);

std::string text_of(const std::uint8_t* data, std::size_t size);

/// A private file, for parsers that take no text. Each process has a folder of its own, removed at
/// its end.
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

/// Returns what `read` returns; nullopt if it throws an Error with a message. Any other exception
/// is a crash.
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
