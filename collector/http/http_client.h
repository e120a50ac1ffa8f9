// Sends HTTP requests side by side: the interface.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::http {

using Clock = std::chrono::steady_clock;

enum class Method : std::uint8_t { get, post, put, del };
/// As HTTP writes it: `GET`, `DELETE`.
std::string_view to_string(Method method);

struct Header {
  std::string name;  ///< Of a response: lower case, whatever the server wrote.
  std::string value;
};

/// Whether a request may be sent again that the server may have carried out already.
enum class Repeat : std::uint8_t {
  always,         ///< Sent twice it does the same as sent once.
  if_not_handled  ///< Only if no connection was made, or the server refused it: HTTP 429.
};

struct Request {
  std::uint64_t id = 0;  ///< The sender's own; comes back with the response.
  std::string url;       ///< Holds no secret: it appears in messages.
  Method method = Method::get;
  std::vector<Header> headers{};  ///< Beside the client's own; none is empty, none a secret.
  std::string body{};             ///< Of POST, PUT and DELETE; `headers` say what it is.
  Repeat repeat = Repeat::always;
};

/// A GET of `url`.
Request get(std::string url);

/// How a transfer ended that brought no whole response.
enum class Failure {
  none,
  unreachable,  ///< No connection came about: name, address, refused.
  broken,       ///< The connection ended, stalled or made no sense half way.
  crowded,      ///< Too large beside the other answers under way; alone it may fit.
  permanent,    ///< Another try cannot help: certificate, URL, size.
};

struct Response {
  std::uint64_t id = 0;
  std::string url;
  int status = 0;  ///< 0 when `failure` is not none.
  std::vector<Header> headers;
  std::string body;  ///< Decompressed.
  Failure failure = Failure::none;
  std::string failure_text;  ///< The cause in words, when `failure` is not none.
  int attempts = 1;          ///< How often the request was sent to get this.
  std::int64_t bytes = 0;    ///< Of the body on the wire: compressed, if the server did that.
};

/// The value of the first header of that (lower-case) name.
std::optional<std::string_view> find_header(const Response& response, std::string_view name);

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Begins a transfer; never waits.
  virtual void start(Request request) = 0;
  /// The next transfer that ended, in any order; nullopt if `until` came first. Throws
  /// base::Interrupted when the run is to end.
  virtual std::optional<Response> wait(Clock::time_point until) = 0;
  /// Ends every transfer under way: wait() never returns their responses.
  virtual void cancel_all() = 0;
};

}  // namespace dora::http
