// HTTP/1.1 messages of the hostile server: a parsed request, an answer that can be spoiled, and the
// bytes to send.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dora::test::hostile {

struct Request {
  std::string path;  ///< As sent, without the query.
  std::map<std::string, std::string> query;
  std::set<std::string> iids{};  ///< From the parameters `iids[]`.

  bool is_list() const { return path.ends_with("/merge_requests"); }
  bool is_list_of_labels() const { return path.ends_with("/labels"); }
  /// Returns `otherwise` if the parameter is absent or not a number.
  int number(const std::string& name, int otherwise) const;
  int page() const { return number("page", 1); }
};

/// Returns nullopt if the first line is not a GET.
std::optional<Request> parse_request(std::string_view head);

struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// Replaces every header with that name.
  void set(const std::string& name, std::string value);
  void remove(const std::string& name);
};

/// Adds Content-Length, unless it is set, and Connection: close.
std::string to_bytes(const Answer& answer);

enum class End : std::uint8_t {
  close,   ///< The stream ends.
  reset,   ///< A TCP reset.
  hang,    ///< Silence until the client leaves.
  repeat,  ///< `repeated` again and again until the client leaves.
};

/// Everything the server does on a connection after the request.
struct Reply {
  std::string bytes;
  End end = End::close;
  std::string repeated{};
  std::chrono::milliseconds pause{0};  ///< Before each `repeated`.
};

inline Reply reply_with(const Answer& answer) {
  return {to_bytes(answer)};
}

}  // namespace dora::test::hostile
