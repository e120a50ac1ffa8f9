// A language model's API on loopback that answers as a test says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace dora::test {

struct ModelCall {
  std::string path;
  std::string authorization;
  std::string body;
};

struct ModelReply {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers{};
  /// Sent one by one as `text/event-stream`, instead of the body; the connection ends after them.
  std::vector<std::string> pieces{};
};

/// Answers each POST with what `reply` returns, which several threads may call at the same time.
/// Stops when it is destroyed.
class ModelServer {
 public:
  using Reply = std::function<ModelReply(const ModelCall& call)>;

  explicit ModelServer(Reply reply);
  ~ModelServer();
  ModelServer(const ModelServer&) = delete;
  ModelServer& operator=(const ModelServer&) = delete;

  std::string url() const;  ///< `http://127.0.0.1:PORT/v1`.
  std::vector<ModelCall> calls() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A chat completion with this text, `finish_reason` and 100 + 20 tokens.
ModelReply chat_reply(const std::string& text, const std::string& finish_reason = "stop");

}  // namespace dora::test
