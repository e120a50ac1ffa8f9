// The interface for sending HTTP requests concurrently.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::http {

using Clock = std::chrono::steady_clock;

enum class Method : std::uint8_t { get, head, post, put, del };
/// As written in HTTP: `GET`, `DELETE`.
std::string_view to_string(Method method);

struct Header {
  std::string name;  ///< In a response: lower case, whatever the server wrote.
  std::string value;
};

/// Whether to send a request again if the server may already have carried it out.
enum class Repeat : std::uint8_t {
  always,         ///< Sending it twice has the same effect as once.
  if_not_handled  ///< Only if no connection was made or the server refused it: HTTP 429.
};

struct Request {
  std::uint64_t id = 0;  ///< Chosen by the sender; returned in the response.
  std::string url;       ///< Holds no secret: it appears in messages.
  Method method = Method::get;
  std::vector<Header> headers{};  ///< In addition to the client's own; none empty, none secret.
  std::string body{};             ///< For POST, PUT and DELETE; `headers` give its type.
  Repeat repeat = Repeat::always;
  /// Gets the bytes of an answer with status 200 as they arrive, instead of Response::body; returns
  /// false to end the transfer. Must not throw. Empty: the body is collected.
  std::function<bool(std::string_view)> on_body{};
};

/// A GET of `url`.
Request get(std::string url);

/// Why a transfer ended without a complete response.
enum class Failure {
  none,
  unreachable,  ///< No connection: name, address, refused.
  broken,       ///< The connection ended, stalled or became invalid half way.
  crowded,      ///< Too large next to the other answers; alone it may fit.
  permanent,    ///< Another attempt cannot help: certificate, URL, size.
};

struct Response {
  std::uint64_t id = 0;
  std::string url;
  int status = 0;  ///< 0 when `failure` is not none.
  std::vector<Header> headers;
  std::string body;  ///< Decompressed.
  Failure failure = Failure::none;
  std::string failure_text;  ///< The cause in words, when `failure` is not none.
  bool sent = true;          ///< False if nothing of the request left this machine.
  int attempts = 1;          ///< How often the request was sent to get this.
  std::int64_t bytes = 0;    ///< Size of the body as transferred, that is, compressed.
};

/// Returns the value of the first header with that (lower-case) name.
std::optional<std::string_view> find_header(const Response& response, std::string_view name);

/// Replaces `token` everywhere in the text by as many asterisks; not one of less than 8 bytes,
/// which may be part of any word.
void mask(std::string_view token, std::string& text);
/// Replaces `token` everywhere in a response by as many asterisks: a server or a proxy may repeat
/// it, and the same length keeps JSON what it is.
void mask(std::string_view token, Response& response);

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Starts a transfer; never blocks.
  virtual void start(Request request) = 0;
  /// Returns the next transfer that ended, in any order; nullopt if `until` came first. Throws
  /// base::Interrupted if the run is to end.
  virtual std::optional<Response> wait(Clock::time_point until) = 0;
  /// Cancels every transfer in progress: wait() never returns their responses.
  virtual void cancel_all() = 0;
};

}  // namespace dora::http
