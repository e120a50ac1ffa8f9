// Runs `serve` like a user: the printed address, curl, the log, signals.
#include <charconv>
#include <csignal>
#include <filesystem>
#include <future>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"
#include "tests/support/model_server.h"
#include "tests/support/raw_http.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::size_t occurrences(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

class Serve : public ReportedProject {
 protected:
  void SetUp() override {
    start_server({"--services", "6", "--merge-requests", "400", "--months", "5"});
    collect_and_render();
    make();
  }

  static constexpr const char* form =
      "POST /chat HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n";

  /// The arguments of a run on a free port.
  static Arguments serving(const Arguments& more = {}) {
    Arguments arguments{"serve", "--data", "DATA", "--site", "SITE", "--port", "0"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }

  /// From the address that it prints, once it does.
  static std::uint16_t port_of(RunningProgram& program) {
    EXPECT_TRUE(program.wait_for_output("\n"));
    const std::string& address = program.output();
    constexpr std::string_view begin = "http://127.0.0.1:";
    EXPECT_THAT(address, testing::StartsWith(std::string(begin)));
    std::uint16_t port = 0;
    std::from_chars(address.data() + begin.size(), address.data() + address.size(), port);
    return port;
  }
};

TEST_F(Serve, AnswersAtThePrintedAddressUntilItIsEnded) {
  RunningProgram program(call(serving()));
  const std::uint16_t port = port_of(program);
  const std::string address = program.output();
  const std::string target =
      address.substr(address.find("/?"), address.find('\n') - address.find("/?"));
  const RawReply first = raw_request(port, "GET " + target + " HTTP/1.1\nSec-Fetch-Site: none");
  EXPECT_EQ(first.status, 303);
  EXPECT_THAT(first.headers.at("set-cookie"), HasSubstr(fmt::format("dora_{}=", port)));
  EXPECT_EQ(raw_request(port, "GET / HTTP/1.1").status, 200) << "a program of this user";
  const RawReply answer =
      raw_request(port, std::string(form) + "Content-Length: 28", "text=What+needs+attention%3F");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("What needs attention now: all services"));

  const RawConnection idle(port);
  idle.send("GET / HTTP/1.1\r\n");  // Never ends its request.
  program.send(SIGTERM);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  const std::string log = file("chat_history.log");
  EXPECT_EQ(fs::status(folder_ / "chat_history.log").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  for (const std::string& text : {log, result.errors}) {
    EXPECT_EQ(occurrences(text, "question 1: What needs attention?\n"), 1U) << text;
    EXPECT_EQ(occurrences(text, "answer 1 (attention, "), 1U) << text;
    EXPECT_THAT(text, Not(HasSubstr(target.substr(8)))) << "the token";
  }
  EXPECT_THAT(log, testing::ContainsRegex("[0-9-]+ [0-9:.]+ - info - question 1: "));
  EXPECT_THAT(result.errors, Not(HasSubstr(" - info - "))) << "the console has the message alone";
}

TEST_F(Serve, WritesTheLogThatIsAskedFor) {
  RunningProgram program(call(serving({"--log-file", "own.log", "--log-text", "off"})));
  const std::uint16_t port = port_of(program);
  raw_request(port, std::string(form) + "Content-Length: 28", "text=What+needs+attention%3F");
  program.send(SIGINT);
  EXPECT_EQ(program.wait().exit_code, 0);
  EXPECT_FALSE(fs::exists(folder_ / "chat_history.log"));
  EXPECT_EQ(fs::status(folder_ / "own.log").permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(file("own.log"), HasSubstr("question 1\n"));
  EXPECT_THAT(file("own.log"), Not(HasSubstr("attention?")));
}

TEST_F(Serve, RefusesWhatIsNotSafeOrDoesNotBelongTogether) {
  const auto refused = [&](const Arguments& more) {
    const ProgramResult result = run(serving(more));
    EXPECT_EQ(result.exit_code, 2) << result.errors;
    return result.errors;
  };
  EXPECT_THAT(refused({"--listen", "0.0.0.0"}), HasSubstr("give a --password-file"));
  EXPECT_THAT(refused({"--listen", "example.com", "--password-file",
                       folder_.write("word", "long enough to be one")}),
              HasSubstr("'example.com' is no IP address"));
  EXPECT_THAT(refused({"--password-file", folder_.write("short", "secret\n")}),
              HasSubstr("fewer than 12 characters"));
  EXPECT_THAT(refused({"--public-url", "https://example.com/path"}), HasSubstr("--public-url"));
  EXPECT_THAT(refused({"--log-text", "maybe"}), HasSubstr("takes on or off, not 'maybe'"));
  EXPECT_THAT(run({"serve", "--data", "DATA", "--site", "DATA"}).errors,
              HasSubstr("is not a site as dora-report wrote it"));
  start_server({"--services", "7", "--merge-requests", "300", "--months", "5"});
  fs::remove_all(folder_ / "DATA");
  EXPECT_EQ(run({"collect", "--project", "platform/deployments", "--out", "DATA"}).exit_code, 0);
  EXPECT_THAT(refused({}), HasSubstr("was not made from this --data"));
}

TEST_F(Serve, AsksForThePasswordOnlyWhereOneIsSet) {
  RunningProgram program(
      call(serving({"--password-file", folder_.write("word", "correct horse staple\n")})));
  const std::uint16_t port = port_of(program);
  EXPECT_THAT(program.output(), Not(HasSubstr("token")));
  EXPECT_EQ(raw_request(port, "GET / HTTP/1.1").status, 401) << "also a program of this user";
  // dora:correct horse staple
  EXPECT_EQ(
      raw_request(port, "GET / HTTP/1.1\nAuthorization: Basic ZG9yYTpjb3JyZWN0IGhvcnNlIHN0YXBsZQ==")
          .status,
      200);
  program.send(SIGTERM);
  EXPECT_EQ(program.wait().exit_code, 0);
}

TEST_F(Serve, TakesTheReportThatIsWrittenMeanwhile) {
  RunningProgram program(call(serving()));
  const std::uint16_t port = port_of(program);
  const auto get = [&](const std::string& target) {
    return raw_request(port, "GET " + target + " HTTP/1.1");
  };
  const RawReply before = get("/report.json");
  const RawReply index = get("/");
  EXPECT_EQ(before.body, file("SITE/report.json"));
  const auto open_files = [&] {
    return names_in(fmt::format("/proc/{}/fd", program.pid())).size();
  };
  const std::size_t files = open_files();
  // The same services a little later, with more merge requests.
  start_server({"--services", "6", "--merge-requests", "500", "--months", "5"});
  fs::remove_all(folder_ / "DATA");
  collect_and_render();
  make();
  const std::string after = file("SITE/report.json");
  EXPECT_NE(after, before.body);
  EXPECT_TRUE(program.wait_until([&] { return get("/report.json").body != before.body; }));
  EXPECT_EQ(get("/report.json").body, after);
  EXPECT_NE(get("/").headers.at("etag"), index.headers.at("etag"));
  const RawReply answer = get("/answer?function=figures");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(program.wait_until([&] { return open_files() <= files + 5; }))
      << "the files of the older report are closed";
  program.send(SIGTERM);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(occurrences(result.errors, "serving the report as of "), 1U) << result.errors;
}

TEST_F(Serve, EndsWhileAModelIsAsked) {
  std::promise<void> ended;
  const std::shared_future<void> end = ended.get_future().share();
  const ModelServer model([&end](const ModelCall& /*call*/) {
    end.wait();
    return ModelReply{500, "late"};
  });
  const std::string url = model.url();
  RunningProgram program(call(serving(
      {"--model", "held", "--base-url", url, "--model-concurrency", "2", "--timeout", "600"})));
  const std::uint16_t port = port_of(program);
  const std::string question = std::string(form) +
                               fmt::format("Host: 127.0.0.1:{}\nContent-Length: 27\n\n", port) +
                               "text=Tell+me+about+anything";
  std::string request;
  for (const char c : question) {
    request += c == '\n' ? "\r\n" : std::string(1, c);
  }
  std::vector<std::unique_ptr<RawConnection>> clients;
  for (int asked = 0; asked < 5; ++asked) {
    clients.push_back(std::make_unique<RawConnection>(port));
    clients.back()->send(request);
  }
  EXPECT_TRUE(program.wait_until([&] { return model.calls().size() == 2; }));
  program.send(SIGTERM);
  const ProgramResult result = program.wait();  // Though the model answers nothing.
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(model.calls().size(), 2U);
  ended.set_value();
}

}  // namespace
}  // namespace dora::test
