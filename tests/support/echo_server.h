// An HTTP server on loopback that answers with what it receives.
#pragma once

#include <memory>
#include <string>

namespace dora::test {

/// Answers GET, POST, PUT and DELETE with `METHOD /path`, the header lines that begin with `x-` or
/// `content-`, in byte order, an empty line and the body; the header x-authorization repeats
/// Authorization. Stops when it is destroyed.
class EchoServer {
 public:
  EchoServer();
  ~EchoServer();
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;

  std::string url() const;  ///< `http://127.0.0.1:PORT`.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::test
