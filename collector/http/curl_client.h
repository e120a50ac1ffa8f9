// HTTP through libcurl's multi interface. Libcurl's handles appear in this file only.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "collector/base/interrupt.h"
#include "collector/http/aws_signature.h"
#include "collector/http/http_client.h"

namespace dora::http {

struct CurlOptions {
  std::string bearer_token;       ///< Sent only to the requested origin; empty: none.
  AwsSignature signature;         ///< Signs every request; no access key: none.
  std::filesystem::path ca_file;  ///< PEM; empty: the system's authorities.
  std::string user_agent = "dora-report";
  std::chrono::seconds connect_timeout{20};
  /// A transfer slower than 100 bytes a second for this long is aborted, and so is a silent server.
  std::chrono::seconds stall_timeout{60};
  /// An answer that takes longer in all is aborted, however steadily it arrives.
  std::chrono::seconds answer_timeout{600};
  /// Decompressed. A page of 100 descriptions of the maximum length is slightly above 100 MiB.
  std::size_t largest_body = std::size_t{128} * 1024 * 1024;
  /// For all concurrent answers together. One that would exceed it is aborted as Failure::crowded,
  /// unless it is the only one.
  std::size_t largest_bodies = std::size_t{128} * 1024 * 1024;
  std::size_t largest_headers = std::size_t{64} * 1024;  ///< All headers of a response together.
};

/// Requests share a connection if the server speaks HTTP/2 over TLS; otherwise each has its own,
/// which is reused. Follows no redirects: a 3xx is a response like any other. Verifies
/// certificates. Not thread-safe.
class CurlClient : public HttpClient {
 public:
  /// `interrupt` is borrowed. Throws an Error if ca_file cannot be read.
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
