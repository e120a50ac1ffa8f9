// Tests that many pages are fetched concurrently over one connection if the server speaks HTTP/2.
#include <csignal>
#include <cstdlib>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

ProgramCall system_program(const std::vector<std::string>& arguments) {
  const char* path = std::getenv("PATH");
  ProgramCall call;
  call.program = "/usr/bin/env";
  call.arguments = arguments;
  call.environment = {std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path)};
  return call;
}

class Http2 : public EndToEnd {
 protected:
  void SetUp() override {
    if (run_program(system_program({"node", "--version"})).exit_code != 0) {
      GTEST_SKIP() << "Node.js is not installed, which speaks HTTP/2 here (Debian: nodejs)";
    }
    const ProgramResult made = run_program(system_program(
        {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", key_, "-out", certificate_}));
    ASSERT_EQ(made.exit_code, 0) << made.errors;
  }

  /// Runs in front of the server that was started last.
  std::unique_ptr<RunningProgram> start_proxy() {
    ProgramCall call =
        system_program({"node", HTTP2_PROXY, server().base_url(), key_, certificate_});
    call.keep_input_open = true;
    auto proxy = std::make_unique<RunningProgram>(call);
    EXPECT_TRUE(proxy->wait_for_output("\n")) << proxy->wait().errors;
    return proxy;
  }

  const std::string key_ = (folder_ / "key.pem").string();
  const std::string certificate_ = (folder_ / "certificate.pem").string();
};

TEST_F(Http2, PagesShareOneConnection) {
  start_server({"--merge-requests", "3000", "--latency", "50"});
  const auto proxy = start_proxy();
  std::string url = proxy->output().substr(std::string("listening on ").size());
  url.resize(url.find('\n'));
  const ProgramResult result = collect({"--ca-file", certificate_}, {{"GITLAB_API_URL", url}});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(jq(".", folder_ / "data/summary.json"),
            jq(".", expected("summary", {"--merge-requests", "3000"})));
  proxy->send(SIGTERM);
  const std::string output = proxy->wait().output;
  const auto seen = folder_.write("seen.json", output.substr(output.find('\n')));
  EXPECT_EQ(jq(".connections", seen), "1\n");
  EXPECT_EQ(jq(".requests", seen), fmt::format("{}\n", server().requests().size()));
  EXPECT_GE(std::stoi(jq(".at_once", seen)), 2) << "concurrent streams on that connection";
  EXPECT_LE(std::stoi(jq(".at_once", seen)), 10);
}

}  // namespace
}  // namespace dora::test
