// What the fuzz targets share: promises, inputs as text and files, readers that may throw an Error.
#include "tests/fuzz/fuzzing.h"

#include <cstdlib>
#include <fstream>
#include <system_error>

#include <unistd.h>

namespace dora::fuzz {

void require(bool promise) {
  if (!promise) {
    std::abort();
  }
}

std::string text_of(const std::uint8_t* data, std::size_t size) {
  std::string text;
  text.reserve(size);
  for (const std::uint8_t* byte = data; byte != data + size; ++byte) {
    text += static_cast<char>(*byte);
  }
  return text;
}

InputFile::InputFile(std::string_view name) {
  std::string folder = std::filesystem::temp_directory_path() / "dora-fuzz-XXXXXX";
  require(::mkdtemp(folder.data()) != nullptr);
  path_ = std::filesystem::path(folder) / name;
  write("");
  std::filesystem::permissions(
      path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

InputFile::~InputFile() {
  std::error_code error;
  std::filesystem::remove_all(path_.parent_path(), error);
}

void InputFile::write(std::string_view text) const {
  std::ofstream stream(path_, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  require(stream.good());
}

}  // namespace dora::fuzz
