// Parses and builds URLs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dora::http {

/// Returns where a request goes: scheme, host and port (the scheme's default if none is given), as
/// `https://gitlab.com:443`, with the host in lower case. Returns nullopt if the text is not an
/// http or https URL.
std::optional<std::string> origin_of(const std::string& url);

/// Returns whether the URL has a user name, a password, a query or a fragment.
bool has_credentials_or_query(const std::string& url);

/// Removes the user and password of each URL in the text: `foo://[hidden]@host`. libcurl's messages
/// repeat a proxy's address.
std::string without_credentials(std::string_view text);

/// Returns `location` as a browser would resolve it on the page `base`; nullopt if it is not a URL.
std::optional<std::string> resolve(const std::string& base, const std::string& location);

/// Returns whether the URL's host is this machine: localhost, 127.0.0.0/8, [::1].
bool is_loopback(const std::string& url);

/// Returns whether what is sent there can be read on the way: http, and not to this machine.
/// Proxies make no difference: requests to this machine use none, and https goes through a tunnel.
bool is_unencrypted(const std::string& url);

}  // namespace dora::http
