// The answers of a GitLab in trouble, one for each kind of failure; knows no data and no sockets.
#include "tests/tools/gitlab_server/failure_reply.h"

#include <fmt/format.h>

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

ApiReply retry_later(int seconds) {
  ApiReply reply = text(429, "text/plain", "Retry later\n");
  reply.headers.emplace_back("Retry-After", std::to_string(seconds));
  return reply;
}

ApiReply moved(const std::string& location) {
  ApiReply reply =
      text(301, "text/plain", "This resource has been moved permanently to " + location);
  reply.headers.emplace_back("Location", location);
  return reply;
}

ApiReply undelivered(ApiReply usual, Delivery delivery) {
  usual.delivery = delivery;
  return usual;
}

ApiReply with_body(ApiReply usual, std::string body) {
  usual.status = 200;
  usual.body = std::move(body);
  return usual;
}

}  // namespace

ApiReply failure_reply(const FailureRule& rule, ApiReply usual, const std::string& origin,
                       const std::string& numeric_url) {
  switch (rule.kind) {
    case FailureKind::too_many_requests:
      return json(429, R"({"message":{"error":"This endpoint has been requested too many times. )"
                       R"(Try again later."}})");
    case FailureKind::too_many_requests_retry_after:
      return retry_later(rule.seconds);
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
    case FailureKind::reset:
      return undelivered(std::move(usual), Delivery::reset);
    case FailureKind::close:
      return undelivered(std::move(usual), Delivery::close);
    case FailureKind::truncate:
      return undelivered(std::move(usual), Delivery::truncated);
    case FailureKind::hang:
      return undelivered(std::move(usual), Delivery::hang);
    case FailureKind::garbage:
      return with_body(std::move(usual), "<!DOCTYPE html><p>Please sign in to the proxy.</p>");
    case FailureKind::wrong_type:
      return with_body(
          std::move(usual),
          R"([{"id":"x","iid":"seven","state":5,"labels":"service:x","created_at":12}])");
    case FailureKind::wrong_shape:
      return with_body(std::move(usual), R"({"message":"hello"})");
    case FailureKind::redirect_same:
      return moved(origin + numeric_url);
    case FailureKind::redirect_other:
      break;
  }
  return moved(rule.url + numeric_url);
}

}  // namespace dora::test
