// Takes URLs apart and puts them together; knows nothing of requests.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dora::http {

/// What a request goes to: scheme, host and port (the scheme's own where none is given), as
/// `https://gitlab.com:443`; the host in lower case. Nothing for a text that is no http or https
/// URL.
std::optional<std::string> origin_of(const std::string& url);

/// Whether the URL carries a user name, a password, a query or a fragment.
bool has_credentials_or_query(const std::string& url);

/// The text with user and password of each URL in it taken out: `foo://[hidden]@host`. libcurl's
/// messages repeat the address of a proxy.
std::string without_credentials(std::string_view text);

/// `location` as a browser would read it on the page `base`; nothing when it is no URL.
std::optional<std::string> resolve(const std::string& base, const std::string& location);

/// Whether the URL's host is this machine itself: localhost, 127.0.0.0/8, [::1].
bool is_loopback(const std::string& url);

/// Whether what is sent there can be read on the way: http, and not to this machine itself.
/// A proxy changes nothing: requests to this machine use none, and https goes through in a tunnel.
bool is_unencrypted(const std::string& url);

}  // namespace dora::http
