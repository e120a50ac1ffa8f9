// Speaks HTTP byte by byte, as a client that keeps no rules would.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "collector/base/files/open_file.h"

namespace dora::test {

/// A connection to 127.0.0.1. Fails the test if nothing comes for a minute.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port);

  /// Returns false if the other side has closed the connection.
  bool send(std::string_view bytes) const;
  /// Sends no more; what comes can still be read.
  void shut_down() const;
  /// What comes until the other side closes.
  std::string read_all() const;
  /// What comes until it has this text, or the other side closes.
  std::string read_until(std::string_view text) const;

 private:
  bool read_some(std::string& text) const;

  files::FileDescriptor socket_;
};

struct RawReply {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< By name in lower case.
  std::string body;                            ///< As sent: chunks are not put together.
};
RawReply parse_reply(const std::string& text);

/// Sends one request over a connection of its own: `GET / HTTP/1.1` and headers, each line without
/// its end. `Connection: close` is added and, unless given, the right Host.
RawReply raw_request(std::uint16_t port, const std::string& head, const std::string& body = "");

}  // namespace dora::test
