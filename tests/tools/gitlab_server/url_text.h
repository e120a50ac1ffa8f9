// Percent-encoding and query strings of URLs (RFC 3986).
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dora::test {

std::string percent_encoded(std::string_view text);
/// Escapes that are not two hexadecimal digits are kept.
std::string percent_decoded(std::string_view text);
/// Returns `?a=1&b=2%203`; empty without parameters.
std::string query_text(const std::map<std::string, std::string>& parameters);

}  // namespace dora::test
