// Tests the server with clients that keep no rules.
#include "reports/webserver/server.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

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

TEST(Server, AnswersPipelinedRequestsInTheirOrder) {
  const Server server({}, echo);
  const RawConnection connection(server.port());
  connection.send(
      "GET /first HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nx=1"
      "GET /third HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string replies = connection.read_all();
  const std::size_t first = replies.find("GET /first  \n");
  const std::size_t second = replies.find("POST /second  x=1\n");
  const std::size_t third = replies.find("GET /third  \n");
  EXPECT_LT(first, second) << replies;
  EXPECT_LT(second, third) << replies;
  EXPECT_NE(third, std::string::npos) << replies;
}

TEST(Server, TakesNoBodyForTheNextRequest) {
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string& head :
       {std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n"),
        std::string("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: "
                    "4\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: "
                    "chunked\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n")}) {
    const Server server({}, echo);
    const RawConnection connection(server.port());
    connection.send(head + hidden);
    connection.shut_down();
    EXPECT_THAT(connection.read_all(), testing::Not(testing::HasSubstr("GET /hidden"))) << head;
  }
}

TEST(Server, RefusesHugeHeaders) {
  const Server server({}, echo);
  const std::string huge(200'000, 'x');
  for (const std::string& head : {"GET /" + huge + " HTTP/1.1\r\nHost: x\r\n\r\n",
                                  "GET / HTTP/1.1\r\nHost: x\r\nX: " + huge + "\r\n\r\n",
                                  "GET / HTTP/1.1\r\nHost: x\r\n" + huge + ": x\r\n\r\n", huge}) {
    const RawConnection connection(server.port());
    connection.send(head);
    connection.shut_down();
    const std::string reply = connection.read_all();
    EXPECT_THAT(reply, testing::Not(testing::HasSubstr(" 200 "))) << head.substr(0, 60);
  }
  std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int header = 0; header < 20'000; ++header) {
    many += "X: y\r\n";
  }
  const RawConnection connection(server.port());
  connection.send(many + "\r\n");
  connection.shut_down();
  EXPECT_THAT(connection.read_all(), testing::Not(testing::HasSubstr(" 200 ")));
  EXPECT_EQ(raw_request(server.port(), "GET / HTTP/1.1").status, 200) << "others are served";
}

TEST(Server, RefusesControlCharactersInAddresses) {
  const Server server({}, echo);
  for (const char* line : {"GET /a\rb HTTP/1.1", "GET /a\x01 HTTP/1.1", "GET /?a=\x1b[31m HTTP/1.1",
                           "GET /a\x7f HTTP/1.1", "GET /a\tb HTTP/1.1"}) {
    EXPECT_EQ(raw_request(server.port(), line).status, 400) << testing::PrintToString(line);
  }
}

/// libmicrohttpd gives no more. A name is compared with the list of files, so no other file can be
/// meant by what follows.
TEST(Server, ReadsAnAddressUpToANulCharacter) {
  const Server server({}, echo);
  using namespace std::string_literals;
  EXPECT_EQ(raw_request(server.port(), "GET /style.css\0/../../etc/passwd HTTP/1.1"s).body,
            "GET /style.css  \n");
}

TEST(Server, ServesOthersOnceIdleConnectionsAreOverdue) {
  ServerOptions options;
  options.connections = 8;
  options.request_time = std::chrono::milliseconds(200);
  Server server(options, echo);
  std::vector<std::unique_ptr<RawConnection>> idle;
  for (int each = 0; each < 40; ++each) {
    idle.push_back(std::make_unique<RawConnection>(server.port()));
    idle.back()->send("GET / HTTP/1.1\r\n");
  }
  std::atomic<bool> ends = false;
  std::thread housekeeping([&] {
    while (!ends) {
      server.end_overdue();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  });
  EXPECT_EQ(raw_request(server.port(), "GET / HTTP/1.1").status, 200);
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
