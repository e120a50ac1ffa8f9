// The open connections of a server, and when each must have ended.
#include "reports/webserver/connections.h"

#include <memory>

#include <sys/socket.h>

#include "reports/webserver/endpoint.h"

namespace dora::webserver {

Connection* Connections::open(int fd, std::chrono::milliseconds time) {
  auto connection = std::make_unique<Connection>();
  connection->fd = fd;
  connection->client = client_of(fd);
  connection->server = server_of(fd);
  connection->set_deadline(time);
  const std::scoped_lock lock(mutex_);
  open_.insert(connection.get());
  return connection.release();
}

void Connections::close(Connection* connection) {
  const std::unique_ptr<Connection> owned(connection);
  const std::scoped_lock lock(mutex_);
  open_.erase(connection);
}

void Connections::end_overdue() {
  const Connection::Clock::rep now = Connection::Clock::now().time_since_epoch().count();
  const std::scoped_lock lock(mutex_);
  for (const Connection* connection : open_) {
    if (connection->deadline < now) {
      ::shutdown(connection->fd, SHUT_RDWR);  // The server's thread notices, and closes it.
    }
  }
}

}  // namespace dora::webserver
