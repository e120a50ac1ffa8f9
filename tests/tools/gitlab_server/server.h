// Serves the API over HTTP on a loopback port.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "tests/tools/gitlab_server/api.h"

namespace dora::test {

struct ServerOptions {
  int port = 0;      ///< 0: any free port.
  int threads = 64;  ///< Concurrent connections.
  std::chrono::milliseconds latency{0};
  std::filesystem::path request_log;  ///< Empty: none.
};

/// Serves from construction to destruction, on its own threads.
class Server {
 public:
  /// `api` must outlive the server. Throws an Error if the port is not available.
  Server(Api& api, const ServerOptions& options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace dora::test
