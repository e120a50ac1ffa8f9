// An HTTP server on loopback that answers from a test's script and keeps what it receives.
#include "tests/support/scripted_server.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dora::test {
namespace {

constexpr std::string_view end_of_head = "\r\n\r\n";

/// The length that the head declares; 0 if none.
std::size_t body_length(std::string head) {
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::string_view name = "\r\ncontent-length:";
  const std::size_t at = head.find(name);
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + name.size(), nullptr, 10);
}

/// Returns a whole request, which is taken from `read_before`; empty if the client ends first.
std::string next_request(int fd, std::string& read_before) {
  for (;;) {
    if (const std::size_t end = read_before.find(end_of_head); end != std::string::npos) {
      const std::size_t head = end + end_of_head.size();
      const std::size_t size = head + body_length(read_before.substr(0, head));
      if (read_before.size() >= size) {
        std::string request = read_before.substr(0, size);
        read_before.erase(0, size);
        return request;
      }
    }
    std::array<char, 4096> buffer{};
    const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
      return "";
    }
    read_before.append(buffer.data(), static_cast<std::size_t>(got));
    if (constexpr char tls_handshake = 0x16; read_before.front() == tls_handshake) {
      return "";
    }
  }
}

void reset(int fd) {
  const linger at_once{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace

struct ScriptedServer::Impl {
  std::vector<std::string> answers;
  int listener = -1;
  int port = 0;
  mutable std::mutex mutex;
  std::vector<std::string> requests;
  std::list<int> connections;
  std::list<std::thread> threads;
  std::thread acceptor;

  std::string answer_to(std::string request) {
    const std::scoped_lock lock(mutex);
    const std::size_t index = std::min(requests.size(), answers.size() - 1);
    requests.push_back(std::move(request));
    return answers[index];
  }

  void serve(int fd) {
    std::string read;
    for (std::string request = next_request(fd, read); !request.empty();
         request = next_request(fd, read)) {
      const std::string answer = answer_to(std::move(request));
      if (answer == reset_connection) {
        reset(fd);
        break;
      }
      if (answer != stay_silent) {
        ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
      }
    }
    const std::scoped_lock lock(mutex);
    connections.remove(fd);
    ::close(fd);
  }

  void accept_all() {
    for (;;) {
      const int fd = ::accept(listener, nullptr, nullptr);
      if (fd < 0) {
        return;
      }
      const std::scoped_lock lock(mutex);
      connections.push_back(fd);
      threads.emplace_back([this, fd] { serve(fd); });
    }
  }
};

std::string http_answer(int status, const std::string& body,
                        const std::vector<std::string>& header_lines) {
  std::string head =
      fmt::format("HTTP/1.1 {} Status\r\nContent-Length: {}\r\n", status, body.size());
  for (const std::string& line : header_lines) {
    head += line + "\r\n";
  }
  return head + "\r\n" + body;
}

ScriptedServer::ScriptedServer(std::vector<std::string> answers) : impl_(std::make_unique<Impl>()) {
  impl_->answers = std::move(answers);
  impl_->listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (impl_->listener < 0 || ::bind(impl_->listener, generic, size) != 0 ||
      ::listen(impl_->listener, SOMAXCONN) != 0 ||
      ::getsockname(impl_->listener, generic, &size) != 0) {
    throw std::runtime_error("the scripted server cannot listen on 127.0.0.1");
  }
  impl_->port = ::ntohs(address.sin_port);
  impl_->acceptor = std::thread([this] { impl_->accept_all(); });
}

ScriptedServer::~ScriptedServer() {
  ::shutdown(impl_->listener, SHUT_RDWR);
  impl_->acceptor.join();
  ::close(impl_->listener);
  {
    const std::scoped_lock lock(impl_->mutex);
    for (const int fd : impl_->connections) {
      ::shutdown(fd, SHUT_RDWR);
    }
  }
  for (std::thread& thread : impl_->threads) {
    thread.join();
  }
}

std::string ScriptedServer::url() const {
  return fmt::format("http://127.0.0.1:{}", impl_->port);
}

std::vector<std::string> ScriptedServer::requests() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->requests;
}

std::vector<std::string> ScriptedServer::bodies() const {
  std::vector<std::string> result = requests();
  for (std::string& request : result) {
    request.erase(0, request.find(end_of_head) + end_of_head.size());
  }
  return result;
}

}  // namespace dora::test
