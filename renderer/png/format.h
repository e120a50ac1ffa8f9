// What every PNG file begins with.
#pragma once

#include <string_view>

namespace dora::png {

/// https://www.w3.org/TR/png-3/#5PNG-file-signature
inline constexpr std::string_view png_signature("\x89PNG\r\n\x1a\n", 8);

}  // namespace dora::png
