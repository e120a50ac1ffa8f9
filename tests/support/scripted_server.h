// An HTTP server on loopback that answers from a test's script and keeps what it receives.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace dora::test {

/// A complete HTTP answer, after which the connection stays open.
std::string http_answer(int status, const std::string& body = "",
                        const std::vector<std::string>& header_lines = {});
/// Reads the whole request and resets the connection.
inline constexpr const char* reset_connection = "";
/// Reads the whole request and answers nothing, until the client ends the connection.
inline constexpr const char* stay_silent = "silent";

/// Answers the requests in their order, whatever connection they come on; further ones get the last
/// answer. Stops when it is destroyed.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<std::string> answers);
  ~ScriptedServer();
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url() const;  ///< `http://127.0.0.1:PORT`.
  /// Whole requests, each with its head and its body.
  std::vector<std::string> requests() const;
  /// The bodies of all requests.
  std::vector<std::string> bodies() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::test
