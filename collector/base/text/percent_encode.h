// Percent-encodes text for URLs.
#pragma once

#include <string>
#include <string_view>

namespace dora::text {

/// `a/b c` -> `a%2Fb%20c`: everything but RFC 3986's unreserved characters is encoded.
std::string percent_encode(std::string_view text);

}  // namespace dora::text
