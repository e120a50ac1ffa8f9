// An HTTP server on loopback that answers with what it receives.
#include "tests/support/echo_server.h"

#include <algorithm>
#include <set>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <httplib.h>

namespace dora::test {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

void echo(const httplib::Request& request, httplib::Response& response) {
  std::multiset<std::string> lines;
  for (const auto& [name, value] : request.headers) {
    const std::string key = lower(name);
    if (key.starts_with("x-") || key.starts_with("content-")) {
      lines.insert(fmt::format("{}: {}\n", key, value));
    }
  }
  response.set_content(fmt::format("{} {}\n{}\n{}", request.method, request.path,
                                   fmt::join(lines, ""), request.body),
                       "text/plain");
  response.set_header("x-authorization", request.get_header_value("Authorization"));
}

}  // namespace

struct EchoServer::Impl {
  httplib::Server server;
  int port = 0;
  std::thread thread;
};

EchoServer::EchoServer() : impl_(std::make_unique<Impl>()) {
  httplib::Server& server = impl_->server;
  server.Get(".*", echo);
  server.Post(".*", echo);
  server.Put(".*", echo);
  server.Delete(".*", echo);
  impl_->port = server.bind_to_any_port("127.0.0.1");
  impl_->thread = std::thread([&server] { server.listen_after_bind(); });
}

EchoServer::~EchoServer() {
  while (!impl_->server.is_running()) {
    std::this_thread::yield();  // An earlier stop() would be lost.
  }
  impl_->server.stop();
  impl_->thread.join();
}

std::string EchoServer::url() const {
  return fmt::format("http://127.0.0.1:{}", impl_->port);
}

}  // namespace dora::test
