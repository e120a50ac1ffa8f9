// Tests the server with clients that keep no rules.
#include "reports/webserver/server.h"

#include <atomic>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "reports/webserver/stream.h"
#include "tests/support/raw_http.h"

namespace dora::webserver {
namespace {

using test::raw_request;
using test::RawConnection;
using test::RawReply;

/// Says what it was asked.
Reply echo(const Request& request) {
  return plain_reply(
      200, fmt::format("{} {} {} {}", request.method, request.path, request.query, request.body));
}

std::string sized(std::size_t size) {
  return fmt::format("POST / HTTP/1.1\nContent-Length: {}", size);
}

TEST(Server, GivesPathsAsTheyWereSent) {
  const Server server({}, echo);
  EXPECT_EQ(raw_request(server.port(), "GET /a?b=c%20d HTTP/1.1").body, "GET /a b=c%20d \n");
  EXPECT_EQ(raw_request(server.port(), "GET /..%2f..%2Fetc/passwd HTTP/1.1").body,
            "GET /..%2f..%2Fetc/passwd  \n");
  EXPECT_EQ(raw_request(server.port(), "GET //a/../b HTTP/1.1").body, "GET //a/../b  \n");
  EXPECT_EQ(raw_request(server.port(), "GET http://evil.example/ HTTP/1.1").status, 400);
  EXPECT_EQ(raw_request(server.port(), "POST / HTTP/1.1\nContent-Length: 3", "x=1").body,
            "POST /  x=1\n");
}

TEST(Server, SendsNoBodyToHead) {
  const Server server({}, echo);
  const RawReply reply = raw_request(server.port(), "HEAD /a HTTP/1.1");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers.at("content-length"), "10");
  EXPECT_EQ(reply.body, "");
}

TEST(Server, ForbidsInEveryReplyWhatAReportDoesNotNeed) {
  const Server server({}, echo);
  for (const char* head : {"GET / HTTP/1.1", "PUT / HTTP/1.1"}) {
    const RawReply reply = raw_request(server.port(), head);
    EXPECT_THAT(reply.headers.at("content-security-policy"),
                testing::AllOf(testing::HasSubstr("default-src 'none'"),
                               testing::HasSubstr("frame-ancestors 'none'")));
    EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    EXPECT_FALSE(reply.headers.contains("access-control-allow-origin"));
  }
}

TEST(Server, RefusesUnknownMethods) {
  const Server server({}, echo);
  for (const char* method : {"PUT", "DELETE", "OPTIONS", "TRACE", "BREW", "get"}) {
    const RawReply reply = raw_request(server.port(), std::string(method) + " / HTTP/1.1");
    EXPECT_EQ(reply.status, 405) << method;
    EXPECT_EQ(reply.headers.at("allow"), "GET, HEAD, POST") << method;
  }
}

TEST(Server, RefusesBodiesOfMoreThan8Kb) {
  const Server server({}, echo);
  const std::string most(8192, 'x');
  EXPECT_EQ(raw_request(server.port(), sized(most.size()), most).status, 200);
  EXPECT_EQ(raw_request(server.port(), sized(9216), std::string(9216, 'x')).status, 413);
  EXPECT_EQ(raw_request(server.port(), sized(8193)).status, 413) << "before the body comes";
  EXPECT_EQ(
      raw_request(server.port(), "POST / HTTP/1.1\nContent-Length: 99999999999999999999").status,
      413);
  const std::string head = "POST / HTTP/1.1\nTransfer-Encoding: chunked";
  EXPECT_EQ(raw_request(server.port(), head, "3\r\nx=1\r\n0\r\n\r\n").body, "POST /  x=1\n");
  EXPECT_EQ(raw_request(server.port(), head, "2400\r\n" + std::string(9216, 'x') + "\r\n0\r\n\r\n")
                .status,
            413);
}

TEST(Server, HangsUpOnABodyWithoutEnd) {
  const Server server({}, echo);
  const RawConnection connection(server.port());
  connection.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "400\r\n" + std::string(1024, 'x') + "\r\n";
  int sent = 0;
  while (sent < 100'000 && connection.send(chunk)) {
    ++sent;
  }
  EXPECT_LT(sent, 100'000);
}

TEST(Server, RefusesAnUnclearLength) {
  const Server server({}, echo);
  EXPECT_EQ(
      raw_request(server.port(), "POST / HTTP/1.1\nContent-Length: 3\nTransfer-Encoding: chunked",
                  "0\r\n\r\n")
          .status,
      400);
  EXPECT_EQ(
      raw_request(server.port(), "POST / HTTP/1.1\nContent-Length: 3\nContent-Length: 4", "x=1")
          .status,
      400);
}

TEST(Server, HangsUpOnAClientThatSendsAByteNowAndThen) {
  ServerOptions options;
  options.request_time = std::chrono::milliseconds(300);
  Server server(options, echo);
  std::atomic<bool> ends = false;
  std::thread housekeeping([&] {
    while (!ends) {
      server.end_overdue();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  const RawConnection connection(server.port());
  connection.send("GET / HTTP/1.1\r\nX: ");
  while (connection.send("x")) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ends = true;
  housekeeping.join();
}

TEST(Server, SendsAStreamPartByPart) {
  const auto stream = std::make_shared<Stream>();
  const Server server({}, [&](const Request& /*request*/) {
    Reply reply;
    reply.content_type = "text/event-stream";
    reply.body = stream;
    return reply;
  });
  const RawConnection connection(server.port());
  connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  for (const char* part : {"data: one\n\n", "data: two\n\n", "data: three\n\n"}) {
    stream->write(part);
    EXPECT_THAT(connection.read_until(part), testing::HasSubstr(part));
  }
  stream->close();
  EXPECT_THAT(connection.read_until("0\r\n\r\n"), testing::EndsWith("0\r\n\r\n"));
}

TEST(Server, EndsWhileAStreamIsOpen) {
  const auto stream = std::make_shared<Stream>();
  auto server = std::make_unique<Server>(ServerOptions{}, [&](const Request& /*request*/) {
    Reply reply;
    reply.body = stream;
    return reply;
  });
  const RawConnection connection(server->port());
  connection.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  stream->write("begun");
  connection.read_until("begun");
  server.reset();
  connection.read_all();  // Ends.
  EXPECT_FALSE(stream->write("late"));
}

TEST(Server, SaysWhyItCannotListen) {
  const Server first({}, echo);
  ServerOptions options;
  options.port = first.port();
  EXPECT_THROW(Server(options, echo), base::Error);
  options.address = "localhost";
  EXPECT_THROW(Server(options, echo), base::UsageError);
}

}  // namespace
}  // namespace dora::webserver
