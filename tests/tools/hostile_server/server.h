// Serves one hostile case on a port of 127.0.0.1, a thread for each connection.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {

class Server {
 public:
  /// `other_url` is the target of the case's redirects. Throws an Error if no port can be opened.
  explicit Server(const Case& hostile, std::string other_url = {});
  /// Ends every connection.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string url() const;
  /// The heads of all requests so far, or what was received instead.
  std::vector<std::string> received() const;

 private:
  void accept_connections();
  void serve(int connection);
  Reply reply_to(const std::string& head);
  void send_reply(int connection, const Reply& reply) const;
  bool send_all(int connection, const std::string& bytes) const;

  Case case_;
  HonestGitLab gitlab_;
  std::string other_url_;
  int port_ = 0;  ///< Set when the listener is opened.
  int listener_ = -1;
  std::atomic<bool> stopping_{false};
  std::atomic<int> lists_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> received_;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

}  // namespace dora::test::hostile
