// SHA-256 of bytes, as people check it with sha256sum; knows nothing of what is hashed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "collector/base/files/open_file.h"

namespace dora::files {

/// 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256(std::string_view bytes);

/// The same as 32 bytes.
std::string sha256_bytes(std::string_view bytes);

/// Of a file's bytes, in a fixed amount of memory. Throws an Error that names a file that cannot be
/// read, or is none.
std::string sha256_of_file(const std::filesystem::path& file);
std::string sha256_of_file(const OpenFile& file);

}  // namespace dora::files
