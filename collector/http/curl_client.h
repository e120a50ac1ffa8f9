// HTTP through libcurl's multi interface; the one file that knows libcurl's handles.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "collector/base/interrupt.h"
#include "collector/http/http_client.h"

namespace dora::http {

struct CurlOptions {
  std::string bearer_token;       ///< Sent to the requested origin only; empty: none is sent.
  std::filesystem::path ca_file;  ///< PEM; empty: the system's authorities.
  std::string user_agent = "dora-report";
  std::chrono::seconds connect_timeout{20};
  /// A transfer slower than 100 bytes a second for this long is cut, and so is a silent server.
  std::chrono::seconds stall_timeout{60};
  /// A whole answer that takes longer is cut, however steadily it comes.
  std::chrono::seconds answer_timeout{600};
  /// Decompressed. A page of 100 descriptions of the greatest length is a little above 100 MiB.
  std::size_t largest_body = std::size_t{128} * 1024 * 1024;
  /// Of all answers that are under way together. One that would exceed it is broken off as
  /// Failure::crowded, unless it is the only one.
  std::size_t largest_bodies = std::size_t{128} * 1024 * 1024;
  std::size_t largest_headers = std::size_t{64} * 1024;  ///< All of a response together.
};

/// Requests share a connection where the server speaks HTTP/2 over TLS, else each has one that is
/// used again. Follows no redirect: a 3xx is a response like any other. Verifies certificates. Not
/// thread-safe.
class CurlClient : public HttpClient {
 public:
  /// `interrupt` is borrowed. Throws an Error for a ca_file that cannot be read.
  CurlClient(CurlOptions options, const base::Interrupt& interrupt);
  ~CurlClient() override;

  void start(Request request) override;
  std::optional<Response> wait(Clock::time_point until) override;
  void cancel_all() override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::http
