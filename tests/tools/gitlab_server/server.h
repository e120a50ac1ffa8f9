// Carries the API over HTTP on a loopback port; knows nothing of merge requests.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "tests/tools/gitlab_server/api.h"

namespace dora::test {

struct ServerOptions {
  int port = 0;      ///< 0: one that is free.
  int threads = 64;  ///< Connections that are served side by side.
  std::chrono::milliseconds latency{0};
  std::filesystem::path request_log;  ///< Empty: none.
};

/// Serves from construction to destruction, on threads of its own.
class Server {
 public:
  /// `api` must outlive the server. Throws an Error when it cannot get the port.
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
