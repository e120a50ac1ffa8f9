// Cases of bytes that are not a complete HTTP answer: truncated, endless, broken, or of another
// protocol.
#include <algorithm>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/gzip.h"
#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

using std::chrono::milliseconds;

const char* const not_fetched = "cannot fetch";
const char* const json_head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

Respond bytes(std::string text, End end = End::close) {
  return [text = std::move(text), end](const Request&, const Scene&) { return Reply{text, end}; };
}

Respond endless(const std::string& begin, const std::string& repeated, milliseconds pause) {
  return [=](const Request&, const Scene&) { return Reply{begin, End::repeat, repeated, pause}; };
}

/// For answers that do not end.
Case impatient(Case hostile) {
  hostile.options = {"--attempts", "1", "--stall-timeout", "1"};
  return hostile;
}

/// A part of the honest answer's bytes, then `end`.
Respond cut(double share, End end) {
  return [=](const Request& request, const Scene& scene) {
    Reply reply = reply_with(scene.gitlab.answer(request));
    reply.bytes.resize(static_cast<std::size_t>(static_cast<double>(reply.bytes.size()) * share));
    reply.end = end;
    return reply;
  };
}

/// Created only when sent, so that other cases do not pay for it.
void send_bomb(Answer& answer, const Request& /*request*/, const Scene& /*scene*/) {
  constexpr std::size_t size = std::size_t{300} << 20U;
  static const std::string bomb = gzipped("[" + std::string(size, ' ') + "]");
  answer.set("Content-Encoding", "gzip");
  answer.body = bomb;
}

std::vector<Case> body_cases() {
  return {
      spoiled("gzip-bomb", "300 KB of gzip that are 300 MB of spaces.",
              fails_with("larger than [0-9]+ MiB"), send_bomb),
      spoiled("gzip-cut", "gzip that ends in the middle.", fails_with("cannot fetch|not JSON"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Encoding", "gzip");
                answer.body = gzipped(answer.body);
                answer.body.resize(answer.body.size() / 2);
              }),
      spoiled("gzip-garbage", "Plain text that is called gzip.", fails_with(not_fetched),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Encoding", "gzip");
              }),
      spoiled("gzip-twice", "gzip within gzip, called gzip once.",
              fails_with("not JSON|not a list|cannot fetch"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Encoding", "gzip");
                answer.body = gzipped(gzipped(answer.body));
              }),
      spoiled("length-long", "Content-Length is a byte more than comes.", fails_with(not_fetched),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Length", std::to_string(answer.body.size() + 1));
              }),
      spoiled("length-short", "Content-Length is ten bytes less than comes.",
              fails_with("not JSON|cannot fetch"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Length",
                           std::to_string(answer.body.size() -
                                          std::min<std::size_t>(10, answer.body.size())));
              }),
      spoiled(
          "length-negative", "Content-Length is -1.", right_figures_or(not_fetched),
          [](Answer& answer, const Request&, const Scene&) { answer.set("Content-Length", "-1"); }),
      spoiled("length-huge", "Content-Length is 8 EB.", fails_with(not_fetched),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("Content-Length", "9223372036854775807");
              }),
      own_reply("chunks-garbage", "Chunks whose size is not a number.", fails_with(not_fetched),
                bytes(fmt::format("{}Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n",
                                  json_head))),
      own_reply("chunks-cut", "Chunks without the last one.", fails_with(not_fetched),
                bytes(fmt::format("{}Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n", json_head))),
      own_reply("chunks-huge", "A chunk of 2^64 bytes and more.", fails_with(not_fetched),
                bytes(fmt::format("{}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n[]\r\n",
                                  json_head))),
      own_reply("reset-in-body", "A TCP reset in the middle of the list.", fails_with(not_fetched),
                cut(0.6, End::reset)),
      own_reply("reset-in-head", "A TCP reset in the headers.", fails_with(not_fetched),
                cut(0.002, End::reset)),
      own_reply("close-in-body", "The end of the stream in the middle of the list.",
                fails_with(not_fetched), cut(0.6, End::close)),
      impatient(own_reply("hang-in-body", "Silence in the middle of the list.",
                          fails_with(not_fetched), cut(0.6, End::hang))),
      impatient(own_reply("silence", "Takes the request and says nothing.", fails_with(not_fetched),
                          bytes("", End::hang))),
      own_reply("nothing", "Takes the request and closes.", fails_with(not_fetched), bytes("")),
  };
}

std::vector<Case> endless_cases() {
  return {
      impatient(own_reply(
          "body-endless-slow", "150 bytes a second forever.", fails_with(not_fetched),
          endless(fmt::format("{}\r\n[", json_head), std::string(15, ' '), milliseconds(100)))),
      impatient(own_reply("body-endless-fast", "Spaces as fast as they go, forever.",
                          fails_with(not_fetched),
                          endless(fmt::format("{}\r\n[", json_head), std::string(1U << 20U, ' '),
                                  milliseconds(0)))),
      impatient(
          own_reply("headers-endless", "Headers forever.", fails_with(not_fetched),
                    endless("HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n", milliseconds(0)))),
      impatient(own_reply(
          "headers-endless-slow", "A header every 100 ms, forever.", fails_with(not_fetched),
          endless("HTTP/1.1 200 OK\r\n", "X-More: of the same\r\n", milliseconds(100)))),
      impatient(own_reply(
          "header-endless", "One header line forever.", fails_with(not_fetched),
          endless("HTTP/1.1 200 OK\r\nX-Long: ", std::string(1000, 'a'), milliseconds(0)))),
      spoiled("header-long", "A header line of 100 KB.", fails_with(not_fetched),
              [](Answer& answer, const Request&, const Scene&) {
                answer.set("X-Long", std::string(100'000, 'a'));
              }),
      impatient(own_reply("continue-storm", "100 Continue forever.", fails_with(not_fetched),
                          endless("", "HTTP/1.1 100 Continue\r\n\r\n", milliseconds(0)))),
      own_reply("early-hints", "Five early hints before the list.", right_figures(),
                [](const Request& request, const Scene& scene) {
                  Reply reply;
                  for (int i = 0; i < 5; ++i) {
                    reply.bytes += "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
                  }
                  reply.bytes += to_bytes(scene.gitlab.answer(request));
                  return reply;
                }),
      spoiled("cookie-flood", "5,000 cookies with every list.", right_figures_or(not_fetched),
              [](Answer& answer, const Request&, const Scene&) {
                for (int i = 0; i < 5'000; ++i) {
                  answer.headers.emplace_back("Set-Cookie", fmt::format("c{}=1; Path=/", i));
                }
              }),
  };
}

std::vector<Case> protocol_cases() {
  return {
      own_reply("http-0.9", "A body without any header.", fails_with(not_fetched), bytes("[]")),
      own_reply("http-9", "HTTP of a version that does not exist.", fails_with(not_fetched),
                bytes("HTTP/9.9 200 OK\r\n\r\n[]")),
      impatient(own_reply("no-http", "The greeting of a mail server.", fails_with(not_fetched),
                          bytes("220 mail.example.org ESMTP\r\n", End::hang))),
      own_reply("tls-record", "A TLS alert to a plain request.", fails_with(not_fetched),
                bytes(std::string("\x15\x03\x01\x00\x02\x02\x46", 7))),
      own_reply(
          "header-nul", "A NUL within a header.", right_figures_or(not_fetched),
          bytes(fmt::format("{}X-Nul: a{}b\r\nContent-Length: 2\r\n\r\n[]", json_head, '\0'))),
      own_reply("header-without-colon", "A header line without a colon.", fails_with(not_fetched),
                bytes("HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 1\r\n\r\n[]")),
      own_reply("switching-protocols", "101 to another protocol that nobody requested.",
                fails_with("cannot fetch|HTTP 101"),
                bytes("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")),
  };
}

}  // namespace

std::vector<Case> transport_cases() {
  std::vector<Case> all = body_cases();
  for (const auto& more : {endless_cases(), protocol_cases()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace dora::test::hostile
