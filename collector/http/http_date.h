// Parses HTTP dates and reads the server's clock from responses. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "collector/http/http_client.h"

namespace dora::http {

/// Parses `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). Ignores the name of the day: GitLab
/// has sent wrong ones.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// Returns the server's time when it answered (Date), or `otherwise`. Later moments that a server
/// names are by that clock; ours may be wrong.
std::chrono::sys_seconds server_time(const Response& response, std::chrono::sys_seconds otherwise);

}  // namespace dora::http
