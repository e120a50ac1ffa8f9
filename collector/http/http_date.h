// The times that responses tell: HTTP dates and the server's own clock. Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "collector/http/http_client.h"

namespace dora::http {

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). The name of the day is not read: GitLab has
/// sent wrong ones.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// What the server's clock said when it answered (Date), or `otherwise`. What a server says of
/// later moments is meant by that clock; ours may be wrong.
std::chrono::sys_seconds server_time(const Response& response, std::chrono::sys_seconds otherwise);

}  // namespace dora::http
