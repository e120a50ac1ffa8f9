// Computes SHA-256, as sha256sum does.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "collector/base/files/open_file.h"

namespace dora::files {

/// Returns 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256(std::string_view bytes);

/// Returns the same as 32 bytes.
std::string sha256_bytes(std::string_view bytes);

/// Hashes a file in a fixed amount of memory. Throws an Error that names the file if it cannot be
/// read or is not a regular file.
std::string sha256_of_file(const std::filesystem::path& file);
std::string sha256_of_file(const OpenFile& file);

}  // namespace dora::files
