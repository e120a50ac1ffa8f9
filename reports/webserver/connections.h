// The open connections of a server, and when each must have ended.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>

#include "reports/webserver/message.h"

namespace dora::webserver {

/// A client's connection, for as long as it is open.
struct Connection {
  using Clock = std::chrono::steady_clock;

  int fd = -1;
  Endpoint client;
  Endpoint server;
  std::atomic<Clock::rep> deadline = 0;

  void set_deadline(std::chrono::milliseconds time) {
    deadline = (Clock::now() + time).time_since_epoch().count();
  }
};

/// Several threads may use it.
class Connections {
 public:
  /// Ends when `time` is over, unless its deadline is set anew. Owned until close().
  Connection* open(int fd, std::chrono::milliseconds time);
  void close(Connection* connection);
  /// Hangs up on those whose deadline is over.
  void end_overdue();

 private:
  std::mutex mutex_;  ///< Guards the set.
  std::set<Connection*> open_;
};

}  // namespace dora::webserver
