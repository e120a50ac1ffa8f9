// Sends one HTTP request and returns whatever came back.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dora::test {

struct HttpReply {
  bool complete = false;  ///< False if the transfer was interrupted or never began.
  int status = 0;
  std::map<std::string, std::string> headers;  ///< By name in lower case.
  std::string body;

  bool has(const std::string& name) const { return headers.contains(name); }
  /// Returns an empty string if the header is missing.
  std::string header(const std::string& name) const;
};

struct HttpCall {
  std::vector<std::string> headers{};  ///< `Name: value`.
  /// Accept-Encoding; the body is returned as received.
  std::string accept_encoding{};
  std::string post{};  ///< If not empty, sent as the JSON body of a POST.
  /// Called with the data so far whenever more arrives and at least once a second; true: hang up.
  std::function<bool(const HttpReply&)> give_up{};
};

/// Uses its own connection; follows no redirects.
HttpReply http_get(const std::string& url, const HttpCall& call = {});

}  // namespace dora::test
