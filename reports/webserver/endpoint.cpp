// The two ends of a connection, and addresses to listen on.
#include "reports/webserver/endpoint.h"

#include <array>
#include <cstring>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"

namespace dora::webserver {
namespace {

Endpoint endpoint_of(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    ::inet_ntop(AF_INET6, &in.sin6_addr, text.data(), text.size());
    return {text.data(), ntohs(in.sin6_port)};
  }
  sockaddr_in in{};
  std::memcpy(&in, &address, sizeof in);
  ::inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size());
  return {text.data(), ntohs(in.sin_port)};
}

/// Of the client (getpeername) or of the server (getsockname).
template <class Ask>
Endpoint endpoint_at(int fd, Ask ask) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  void* place = &address;
  return ask(fd, static_cast<sockaddr*>(place), &size) == 0 ? endpoint_of(address) : Endpoint{};
}

}  // namespace

Endpoint client_of(int fd) {
  return endpoint_at(fd, ::getpeername);
}

Endpoint server_of(int fd) {
  return endpoint_at(fd, ::getsockname);
}

sockaddr_storage parse_address(const std::string& address_text, std::uint16_t port,
                               socklen_t& size) {
  sockaddr_storage address{};
  sockaddr_in in{};
  sockaddr_in6 in6{};
  if (::inet_pton(AF_INET, address_text.c_str(), &in.sin_addr) == 1) {
    in.sin_family = AF_INET;
    in.sin_port = htons(port);
    size = sizeof in;
    std::memcpy(&address, &in, sizeof in);
  } else if (::inet_pton(AF_INET6, address_text.c_str(), &in6.sin6_addr) == 1) {
    in6.sin6_family = AF_INET6;
    in6.sin6_port = htons(port);
    size = sizeof in6;
    std::memcpy(&address, &in6, sizeof in6);
  } else {
    throw base::UsageError(fmt::format("'{}' is no IP address to listen on, such as 127.0.0.1",
                                       text::printable(address_text)));
  }
  return address;
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1";
}

bool is_ip_address(std::string_view text) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  const std::string copy(text);
  return ::inet_pton(AF_INET, copy.c_str(), address.data()) == 1 ||
         ::inet_pton(AF_INET6, copy.c_str(), address.data()) == 1;
}

}  // namespace dora::webserver
