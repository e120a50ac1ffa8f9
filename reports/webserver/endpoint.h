// The two ends of a connection, and addresses to listen on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <sys/socket.h>

#include "reports/webserver/message.h"

namespace dora::webserver {

Endpoint client_of(int fd);
Endpoint server_of(int fd);

/// IPv4 or IPv6. Throws a UsageError for anything else.
sockaddr_storage parse_address(const std::string& address, std::uint16_t port, socklen_t& size);

/// `127.0.0.1`, `127.8.8.8`, `::1`.
bool is_loopback(std::string_view address);
/// An IPv4 address, or an IPv6 one without brackets.
bool is_ip_address(std::string_view text);

}  // namespace dora::webserver
