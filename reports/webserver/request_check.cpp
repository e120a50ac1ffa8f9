// What is refused in a request before its handler, and its body, are looked at.
#include "reports/webserver/request_check.h"

#include <algorithm>
#include <charconv>

namespace dora::webserver {
namespace {

bool is_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "POST";
}

bool is_small(std::string_view length) {
  std::size_t bytes = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
  return error == std::errc{} && end == length.data() + length.size() && bytes <= largest_body;
}

/// What no client may send in an address, and a terminal should not see.
bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
  });
}

}  // namespace

std::optional<Reply> refusal_of(const Request& request) {
  if (!is_method(request.method)) {
    Reply reply = plain_reply(405, "This server knows GET, HEAD and POST.");
    reply.headers.emplace_back("Allow", "GET, HEAD, POST");
    return reply;
  }
  const std::string_view length = request.header("content-length");
  const bool chunked = request.count("transfer-encoding") > 0;
  const bool is_known = request.count("transfer-encoding") == 1 &&
                        lower_case(request.header("transfer-encoding")) == "chunked";
  if (request.count("content-length") > 1 || (chunked && (!length.empty() || !is_known))) {
    return plain_reply(400, "The length of the request is not clear.");
  }
  if (!length.empty() && !is_small(length)) {
    return plain_reply(413, "A request may have 8 KB.");
  }
  if (!request.path.starts_with('/')) {
    return plain_reply(400, "The address must begin with /.");
  }
  if (has_control(request.path) || has_control(request.query)) {
    return plain_reply(400, "The address may have no control characters.");
  }
  return std::nullopt;
}

}  // namespace dora::webserver
