// Checks which addresses a page may link to.
#pragma once

#include <string>
#include <string_view>

namespace dora::inputs {

/// Returns host and port of an http or https URL, in lower case; empty for any other text. A user
/// name before the host is part of it.
std::string authority_of(std::string_view url);

/// True for a URL with a user name or a password: `https://user:pass@host/`.
bool has_credentials(std::string_view url);

/// True for a URL that a page may link to: http or https with a host, without credentials, and
/// without any character that a reader or a browser could misinterpret.
bool is_web_url(std::string_view url);

}  // namespace dora::inputs
