// Speaks HTTP byte by byte, as a client that keeps no rules would.
#include "tests/support/raw_http.h"

#include <array>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace dora::test {
namespace {

constexpr int longest_wait = 60'000;  // In milliseconds; for what hangs, not for what is slow.

std::string lower(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

}  // namespace

RawConnection::RawConnection(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const void* place = &address;
  EXPECT_EQ(::connect(socket_.get(), static_cast<const sockaddr*>(place), sizeof address), 0);
}

bool RawConnection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::shut_down() const {
  ::shutdown(socket_.get(), SHUT_WR);
}

bool RawConnection::read_some(std::string& text) const {
  pollfd ready{socket_.get(), POLLIN, 0};
  if (::poll(&ready, 1, longest_wait) <= 0) {
    ADD_FAILURE() << "nothing came for a minute, after: " << text;
    return false;
  }
  std::array<char, 65536> buffer{};
  const ssize_t count = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
  text.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
  return count > 0;
}

std::string RawConnection::read_all() const {
  std::string text;
  while (read_some(text)) {
  }
  return text;
}

std::string RawConnection::read_until(std::string_view end) const {
  std::string text;
  while (text.find(end) == std::string::npos && read_some(text)) {
  }
  return text;
}

RawReply parse_reply(const std::string& text) {
  RawReply reply;
  const std::size_t end = text.find("\r\n\r\n");
  if (text.size() < 12 || end == std::string::npos) {
    return reply;
  }
  std::from_chars(text.data() + 9, text.data() + 12, reply.status);
  for (std::size_t at = text.find("\r\n") + 2; at < end;) {
    const std::size_t line_end = text.find("\r\n", at);
    const std::string line = text.substr(at, line_end - at);
    const std::size_t colon = line.find(": ");
    reply.headers[lower(line.substr(0, colon))] = line.substr(std::min(line.size(), colon + 2));
    at = line_end + 2;
  }
  reply.body = text.substr(end + 4);
  return reply;
}

RawReply raw_request(std::uint16_t port, const std::string& head, const std::string& body) {
  const RawConnection connection(port);
  std::string request;
  for (std::size_t at = 0; at <= head.size();) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    request += head.substr(at, end - at) + "\r\n";
    at = end + 1;
  }
  if (lower(request).find("\nhost:") == std::string::npos) {
    request += fmt::format("Host: 127.0.0.1:{}\r\n", port);
  }
  connection.send(request + "Connection: close\r\n\r\n" + body);
  return parse_reply(connection.read_all());
}

}  // namespace dora::test
