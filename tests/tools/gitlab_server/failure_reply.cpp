// The answers of a GitLab in trouble, one for each kind of failure.
#include "tests/tools/gitlab_server/failure_reply.h"

#include <chrono>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/moment.h"

namespace dora::test {
namespace {

ApiReply json(int status, std::string body) {
  ApiReply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

ApiReply text(int status, std::string content_type, std::string body) {
  ApiReply reply = json(status, std::move(body));
  reply.content_type = std::move(content_type);
  return reply;
}

ApiReply retry_later(std::string when) {
  ApiReply reply = text(429, "text/plain", "Retry later\n");
  reply.headers.emplace_back("Retry-After", std::move(when));
  return reply;
}

std::string http_date_in(int seconds) {
  using std::chrono::system_clock;
  return http_date(system_clock::now() + std::chrono::seconds(seconds));
}

ApiReply moved(const std::string& location) {
  ApiReply reply =
      text(301, "text/plain", "This resource has been moved permanently to " + location);
  reply.headers.emplace_back("Location", location);
  return reply;
}

ApiReply with_body(ApiReply usual, std::string body) {
  usual.status = 200;
  usual.body = std::move(body);
  return usual;
}

ApiReply with_long_headers(ApiReply usual) {
  for (int i = 1; i <= 20; ++i) {
    usual.headers.emplace_back(fmt::format("X-Filler-{}", i), std::string(8000, 'x'));
  }
  return usual;
}

/// In the first title, where a client that only looks for its keys would miss it.
ApiReply with_invalid_utf8(ApiReply usual) {
  constexpr std::string_view title = "\"title\":\"";
  const std::size_t at = usual.body.find(title);
  if (at != std::string::npos) {
    usual.body.insert(at + title.size(), "\xff");
  }
  return usual;
}

ApiReply deeply_nested(ApiReply usual) {
  constexpr std::size_t depth = 100'000;
  return with_body(std::move(usual),
                   R"([{"iid":1,"state":"merged","created_at":"2024-01-01T00:00:00Z","x":)" +
                       std::string(depth, '[') + std::string(depth, ']') + "}]");
}

ApiReply undelivered(const FailureRule& rule, ApiReply usual) {
  switch (rule.kind) {
    case FailureKind::reset:
      usual.delivery = Delivery::reset;
      break;
    case FailureKind::close:
      usual.delivery = Delivery::close;
      break;
    case FailureKind::truncate:
      usual.delivery = Delivery::truncated;
      break;
    case FailureKind::drip:
      usual.delivery = Delivery::drip;
      break;
    default:
      usual.delivery = Delivery::hang;
      break;
  }
  return usual;
}

/// Status 200, but not what was requested.
ApiReply spoiled(const FailureRule& rule, ApiReply usual) {
  constexpr const char* page = "<!DOCTYPE html><p>Please sign in to the proxy.</p>";
  switch (rule.kind) {
    case FailureKind::sign_in_page:
      return text(200, "text/html; charset=utf-8", page);
    case FailureKind::huge_headers:
      return with_long_headers(std::move(usual));
    case FailureKind::invalid_utf8:
      return with_invalid_utf8(std::move(usual));
    case FailureKind::deep_nesting:
      return deeply_nested(std::move(usual));
    case FailureKind::wrong_type:
      return with_body(
          std::move(usual),
          R"([{"id":"x","iid":"seven","state":5,"labels":"service:x","created_at":12}])");
    case FailureKind::wrong_shape:
      return with_body(std::move(usual), R"({"message":"hello"})");
    default:
      return with_body(std::move(usual), page);
  }
}

}  // namespace

ApiReply failure_reply(const FailureRule& rule, ApiReply usual, const std::string& origin,
                       const std::string& numeric_url) {
  switch (rule.kind) {
    case FailureKind::too_many_requests:
      return json(429, R"({"message":{"error":"This endpoint has been requested too many times. )"
                       R"(Try again later."}})");
    case FailureKind::too_many_requests_retry_after:
      return retry_later(std::to_string(rule.seconds));
    case FailureKind::too_many_requests_retry_date:
      return retry_later(http_date_in(rule.seconds));
    case FailureKind::request_timeout:
      return json(408, R"({"message":{"error":"Request timed out"}})");
    case FailureKind::server_error:
      return json(500, R"({"message":"500 Internal Server Error"})");
    case FailureKind::bad_gateway:
      return text(
          502, "text/html",
          "<html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>\n");
    case FailureKind::unavailable:
      return json(503, R"({"message":"503 Service Unavailable"})");
    case FailureKind::forbidden:
      return json(403, R"({"message":"403 Forbidden"})");
    case FailureKind::not_found:
      return json(404, R"({"message":"404 Not found"})");
    case FailureKind::too_large:
      return text(413, "text/html",
                  "<html><head><title>413 Request Entity Too Large</title></head></html>\n");
    case FailureKind::token_expired:
      return json(401, R"({"error":"invalid_token","error_description":"Token is expired. You can )"
                       R"(either do re-authorization or token refresh."})");
    case FailureKind::reset:
    case FailureKind::close:
    case FailureKind::truncate:
    case FailureKind::hang:
    case FailureKind::drip:
      return undelivered(rule, std::move(usual));
    case FailureKind::garbage:
    case FailureKind::sign_in_page:
    case FailureKind::huge_headers:
    case FailureKind::invalid_utf8:
    case FailureKind::deep_nesting:
    case FailureKind::wrong_type:
    case FailureKind::wrong_shape:
      return spoiled(rule, std::move(usual));
    case FailureKind::redirect_same:
      return moved(origin + numeric_url);
    case FailureKind::redirect_other:
      break;
  }
  return moved(rule.url + numeric_url);
}

}  // namespace dora::test
