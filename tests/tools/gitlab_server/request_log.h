// Writes one line per request, for tests to read; never a token.
#pragma once

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <string_view>

namespace dora::test {

struct LoggedRequest {
  std::string method;
  std::string target;   ///< Path and query, as sent.
  std::string outcome;  ///< The status, or what happened to the connection.
  std::string token;    ///< As sent; empty: none.
  std::string user_agent;
};

/// `GET /api/v4/projects/1/merge_requests?page=2 200 auth=yes dora-report/0.1.0`. Thread-safe.
class RequestLog {
 public:
  /// An empty `file` means no log. Throws an Error that names the file if it cannot be written.
  explicit RequestLog(const std::filesystem::path& file);

  void add(const LoggedRequest& request);

 private:
  std::mutex mutex_;
  std::ofstream file_;
};

}  // namespace dora::test
