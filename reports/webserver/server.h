// An HTTP server, by libmicrohttpd.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "reports/webserver/message.h"

namespace dora::webserver {

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< IPv4 or IPv6.
  std::uint16_t port = 0;             ///< 0: any free one.
  int threads = 2;
  unsigned connections = 1024;  ///< At the same time; further ones wait.
  /// For a request to arrive in full, counted from the end of the one before: a client that sends a
  /// byte now and then holds a connection no longer.
  std::chrono::milliseconds request_time{30'000};
  std::chrono::milliseconds reply_time{120'000};  ///< For a client to read a reply.
};

/// Called by several threads at once, for GET, HEAD and POST; the body of a reply to HEAD is not
/// sent. Must not throw.
using Handler = std::function<Reply(const Request&)>;

/// Serves from its construction to its end. Every reply forbids a browser what a report does not
/// need: scripts and pictures from elsewhere, frames, guesses at types, other sites as readers.
class Server {
 public:
  /// Throws an Error that names the address and the cause, such as a port in use.
  Server(const ServerOptions& options, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  /// Ends connections whose time is over; to be called now and then.
  void end_overdue();

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace dora::webserver
