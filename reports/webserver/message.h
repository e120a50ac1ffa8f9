// A request as the server read it, and the reply that it sends.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "collector/base/files/open_file.h"

namespace dora::webserver {

class Stream;

/// One end of a connection.
struct Endpoint {
  std::string address;  ///< `127.0.0.1`, `::1`.
  std::uint16_t port = 0;
};

struct Request {
  std::string method;  ///< As sent: `GET`.
  std::string path;    ///< As sent, with percent signs: nothing is decoded.
  std::string query;   ///< What followed `?`, as sent.
  std::multimap<std::string, std::string, std::less<>> headers;  ///< By name in lower case.
  std::string body;
  Endpoint client;
  Endpoint server;

  /// Empty if it was not sent; of several, the first.
  std::string_view header(std::string_view name) const;
  std::size_t count(std::string_view name) const { return headers.count(name); }
  bool is_post() const { return method == "POST"; }
};

/// A part of an open file.
struct FilePart {
  files::FileDescriptor descriptor;
  std::int64_t begin = 0;
  std::int64_t size = 0;
};

struct Reply {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::variant<std::string, FilePart, std::shared_ptr<Stream>> body = {};
};

/// Of A to Z: names of headers and of servers.
std::string lower_case(std::string_view text);

/// A sentence for people; ends with a new line.
Reply plain_reply(int status, std::string_view sentence);
Reply redirect(std::string target);

}  // namespace dora::webserver
