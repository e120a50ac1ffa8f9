// One HTTP request of a test, with whatever came back of it; knows no GitLab.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dora::test {

struct HttpReply {
  bool complete = false;  ///< False: the transfer broke off, or never began.
  int status = 0;
  std::map<std::string, std::string> headers;  ///< By name in small letters.
  std::string body;

  bool has(const std::string& name) const { return headers.contains(name); }
  /// Empty without that header.
  std::string header(const std::string& name) const;
};

struct HttpCall {
  std::vector<std::string> headers{};  ///< `Name: value`.
  /// Accept-Encoding; the body is handed over as it came.
  std::string accept_encoding{};
  std::string post{};  ///< Not empty: sent as JSON, the body of a POST.
  /// Asked with what has come so far, whenever more does and at least once a second; true: hang up.
  std::function<bool(const HttpReply&)> give_up{};
};

/// On a connection of its own; follows no redirect.
HttpReply http_get(const std::string& url, const HttpCall& call = {});

}  // namespace dora::test
