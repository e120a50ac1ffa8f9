// SHA-256 of bytes, as people check it with sha256sum; knows nothing of what is hashed.
#pragma once

#include <string>
#include <string_view>

namespace dora::base {

/// 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256(std::string_view bytes);

}  // namespace dora::base
