// The TCP connections to a port of this process, for breaking them in ways that an HTTP library
// does not offer.
#pragma once

#include <functional>

namespace dora::test {

/// Returns the descriptor of the connection from `remote_port` to `local_port`; -1 if there is
/// none. Borrowed: its owner may close it as soon as the caller returns to it.
int find_connection(int local_port, int remote_port);

/// Sends a TCP reset; the other side reads "connection reset by peer".
void reset_connection(int fd);

/// Makes the other side read the end of the stream.
void shut_connection(int fd);

/// Ends every connection to the port, whatever it is doing.
void shut_all_connections(int local_port);

/// Returns when the other side has disconnected or `stop` returns true.
void wait_for_hang_up(int fd, const std::function<bool()>& stop);

}  // namespace dora::test
