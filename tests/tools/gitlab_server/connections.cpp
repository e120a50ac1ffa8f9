// The TCP connections to a port of this process, for breaking them in ways that an HTTP library
// does not offer.
#include "tests/tools/gitlab_server/connections.h"

#include <charconv>
#include <filesystem>
#include <string>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace dora::test {
namespace {

using NameOfSocket = int (*)(int, sockaddr*, socklen_t*);

/// Returns 0 for descriptors that are not IPv4 sockets.
int port_of(int fd, NameOfSocket name_of) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  // The socket API requires casts between address families.
  const int result = name_of(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return result == 0 && address.sin_family == AF_INET ? ntohs(address.sin_port) : 0;
}

std::vector<int> open_descriptors() {
  std::vector<int> result;
  std::error_code ignored;  // A descriptor that vanishes meanwhile does not matter.
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const std::string name = entry.path().filename();
    int fd = -1;
    std::from_chars(name.data(), name.data() + name.size(), fd);
    result.push_back(fd);
  }
  return result;
}

}  // namespace

int find_connection(int local_port, int remote_port) {
  for (const int fd : open_descriptors()) {
    if (port_of(fd, ::getsockname) == local_port && port_of(fd, ::getpeername) == remote_port) {
      return fd;
    }
  }
  return -1;
}

void reset_connection(int fd) {
  // On Linux, dissolving a connection by connecting to AF_UNSPEC sends a reset at once.
  sockaddr nothing{};
  nothing.sa_family = AF_UNSPEC;
  [[maybe_unused]] const int result = ::connect(fd, &nothing, sizeof nothing);
}

void shut_connection(int fd) {
  ::shutdown(fd, SHUT_RDWR);
}

void shut_all_connections(int local_port) {
  for (const int fd : open_descriptors()) {
    if (port_of(fd, ::getsockname) == local_port && port_of(fd, ::getpeername) != 0) {
      shut_connection(fd);
    }
  }
}

void wait_for_hang_up(int fd, const std::function<bool()>& stop) {
  constexpr int step_ms = 50;
  pollfd descriptor{fd, POLLRDHUP, 0};
  while (!stop() && ::poll(&descriptor, 1, step_ms) == 0) {
  }
}

}  // namespace dora::test
