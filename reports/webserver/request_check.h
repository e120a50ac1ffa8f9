// What is refused in a request before its handler, and its body, are looked at.
#pragma once

#include <optional>

#include "reports/webserver/message.h"

namespace dora::webserver {

/// A longer body is refused before it is read, or while it is.
inline constexpr std::size_t largest_body = std::size_t{8} << 10U;

/// An unknown method, a length that is not clear or too large, an address of another form.
std::optional<Reply> refusal_of(const Request& request);

}  // namespace dora::webserver
