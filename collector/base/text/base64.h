// Encodes bytes as Base64.
#pragma once

#include <string>
#include <string_view>

namespace dora::text {

/// RFC 4648, section 4: with padding, without line breaks.
std::string base64(std::string_view bytes);

}  // namespace dora::text
