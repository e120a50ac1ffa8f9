// Cases of answers whose status does not mean a complete list.
#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

SpoilAnswer status_is(int status) {
  return [status](Answer& answer, const Request&, const Scene&) { answer.status = status; };
}

SpoilAnswer message_is(int status, std::string body) {
  return [status, set_body = body_is(std::move(body))](Answer& answer, const Request& request,
                                                       const Scene& scene) {
    answer.status = status;
    set_body(answer, request, scene);
  };
}

}  // namespace

std::vector<Case> status_cases() {
  return {
      spoiled("status-201", "201 with the whole list.", fails_with("HTTP 201"), status_is(201)),
      spoiled("status-206", "206 with the whole list.", fails_with("HTTP 206"), status_is(206)),
      spoiled("status-204", "204 without a body.", fails_with("HTTP 204|not a list|not JSON"),
              message_is(204, "")),
      spoiled("status-304", "304, though nothing was cached.", fails_with("HTTP 304"),
              message_is(304, "")),
      spoiled("status-300", "300 with a choice of nothing.", fails_with("HTTP 300"),
              message_is(300, "[]")),
      spoiled("status-999", "A status that does not exist.", fails_with("HTTP 999"),
              message_is(999, "{}")),
      spoiled("status-408", "408 forever.", fails_with("HTTP 408"), message_is(408, "{}")),
      spoiled("status-500", "500 forever.", fails_with("HTTP 500.*the server has trouble"),
              message_is(500, R"({"message":"500 Internal Server Error"})")),
      spoiled("status-521", "521 from a proxy forever.", fails_with("HTTP 521"),
              message_is(521, "<html>")),
      spoiled("status-403", "403: the token lacks a role.", fails_with("HTTP 403.*check the token"),
              message_is(403, R"({"message":"403 Forbidden"})")),
      spoiled("message-escapes", "An error message full of terminal escapes.",
              fails_with("HTTP 400"),
              message_is(400, R"({"message":"\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egood"})")),
      spoiled("message-huge", "An error message of 1 MB.", fails_with("HTTP 400"),
              message_is(400, fmt::format(R"({{"message":"{}"}})", std::string(1'000'000, 'a')))),
      spoiled("message-lists", "An error message that is a list of lists.", fails_with("HTTP 400"),
              message_is(400, R"({"message":[[["a"]]],"error":{"x":1}})")),
      spoiled("sign-in-page", "A proxy's sign-in page with 200.", fails_with("not with JSON"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Type", "text/html");
                answer.body = "<!doctype html><title>Sign in</title>";
              }),
      spoiled("sign-in-page-as-json", "A sign-in page that is called JSON.",
              fails_with("not JSON|not a list"), message_is(200, "<!doctype html>")),
      spoiled("wrong-content-type", "The right list, called a picture.",
              fails_with("image/png, not with JSON"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Type", "image/png");
              }),
  };
}

}  // namespace dora::test::hostile
