// Serves one hostile case on a port of 127.0.0.1, a thread for each connection.
#include "tests/tools/hostile_server/server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "tests/tools/gitlab_server/connections.h"

namespace dora::test::hostile {
namespace {

/// How soon a thread notices that the server ends.
constexpr int step_ms = 20;

bool is_ready(int fd, short events) {
  pollfd descriptor{fd, events, 0};
  return ::poll(&descriptor, 1, step_ms) > 0;
}

int open_listener(int& port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  // The socket API requires casts between address families.
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (fd < 0 || ::bind(fd, generic, size) != 0 || ::listen(fd, SOMAXCONN) != 0 ||
      ::getsockname(fd, generic, &size) != 0) {
    throw base::Error(fmt::format("cannot listen on 127.0.0.1: {}", std::strerror(errno)));
  }
  port = ntohs(address.sin_port);
  return fd;
}

std::vector<Item> items_of(const Case& hostile) {
  std::vector<Item> items = honest_items();
  if (hostile.change_item) {
    hostile.change_item(items.at(99));
  }
  return items;
}

}  // namespace

Server::Server(const Case& hostile, std::string other_url)
    : case_(hostile),
      gitlab_(items_of(case_)),
      other_url_(std::move(other_url)),
      listener_(open_listener(port_)) {
  acceptor_ = std::thread([this] { accept_connections(); });
}

Server::~Server() {
  stopping_ = true;
  acceptor_.join();
  for (std::thread& each : connections_) {
    each.join();
  }
  ::close(listener_);
}

std::string Server::url() const {
  return fmt::format("http://127.0.0.1:{}", port_);
}

std::vector<std::string> Server::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

void Server::accept_connections() {
  while (!stopping_) {
    if (!is_ready(listener_, POLLIN)) {
      continue;
    }
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (connection >= 0) {
      connections_.emplace_back([this, connection] { serve(connection); });
    }
  }
}

void Server::serve(int connection) {
  std::string head;
  while (!stopping_ && head.find("\r\n\r\n") == std::string::npos) {
    if (!is_ready(connection, POLLIN)) {
      continue;
    }
    std::array<char, 4096> chunk{};
    const ssize_t got = ::recv(connection, chunk.data(), chunk.size(), 0);
    if (got <= 0) {
      break;
    }
    head.append(chunk.data(), static_cast<std::size_t>(got));
  }
  if (!head.empty()) {
    send_reply(connection, reply_to(head));
  }
  ::close(connection);
}

Reply Server::reply_to(const std::string& head) {
  {
    const std::lock_guard lock(mutex_);
    received_.push_back(head);
  }
  const auto request = parse_request(head);
  if (!request) {
    return {"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"};
  }
  const int number = request->is_list() ? ++lists_ : 0;
  return case_.respond(*request, {gitlab_, url(), other_url_, number});
}

void Server::send_reply(int connection, const Reply& reply) const {
  bool open = send_all(connection, reply.bytes);
  if (reply.end == End::reset) {
    // What was sent must arrive first: a reset discards unread data.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    reset_connection(connection);
  } else if (reply.end == End::hang) {
    wait_for_hang_up(connection, [this] { return stopping_.load(); });
  } else if (reply.end == End::repeat) {
    while (open && !stopping_) {
      std::this_thread::sleep_for(reply.pause);
      open = send_all(connection, reply.repeated);
    }
  } else {
    ::shutdown(connection, SHUT_WR);
  }
}

bool Server::send_all(int connection, const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    if (stopping_) {
      return false;
    }
    if (!is_ready(connection, POLLOUT)) {
      continue;
    }
    const ssize_t some = ::send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (some < 0 && errno != EAGAIN && errno != EINTR) {
      return false;
    }
    sent += static_cast<std::size_t>(std::max<ssize_t>(some, 0));
  }
  return true;
}

}  // namespace dora::test::hostile
