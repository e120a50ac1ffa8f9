// Writes one line per request, for tests to read; never a token.
#include "tests/tools/gitlab_server/request_log.h"

#include "collector/base/error.h"

namespace dora::test {
namespace {

/// A token in a URL would be a client's mistake that the log must not repeat.
std::string without(std::string text, const std::string& token) {
  if (token.empty()) {
    return text;
  }
  for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token)) {
    text.replace(at, token.size(), "*");
  }
  return text;
}

}  // namespace

RequestLog::RequestLog(const std::filesystem::path& file) {
  if (file.empty()) {
    return;
  }
  file_.open(file, std::ios::binary | std::ios::trunc);
  if (!file_) {
    throw base::Error("cannot write the request log " + file.string());
  }
}

void RequestLog::add(const LoggedRequest& request) {
  if (!file_.is_open()) {
    return;
  }
  const std::lock_guard lock(mutex_);
  file_ << request.method << ' ' << without(request.target, request.token) << ' ' << request.outcome
        << " auth=" << (request.token.empty() ? "no" : "yes") << ' ' << request.user_agent
        << std::endl;
}

}  // namespace dora::test
