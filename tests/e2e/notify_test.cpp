// Sending the week's digest to a chat: once, and without a word about the webhook's address.
#include <filesystem>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/scripted_server.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* path = "/services/T0S3CRET/B0S3CRET/s3cret";

/// A project whose data and charts are in DATA and CHARTS.
class Notify : public ReportedProject {
 protected:
  void SetUp() override {
    start_server({"--services", "6", "--merge-requests", "400", "--months", "5"});
    collect_and_render();
  }

  /// Answers like a chat; the address of its webhook is in the file `hook`.
  void chat(std::vector<std::string> answers) {
    chat_ = std::make_unique<ScriptedServer>(std::move(answers));
    write_hook(chat_->url() + path);
  }
  void write_hook(const std::string& address) const {
    const auto file = folder_.write("hook", address + "\n");
    std::filesystem::permissions(file, std::filesystem::perms(0600));
  }
  ScriptedServer& chat() { return *chat_; }

  /// Whatever happens, neither the outputs nor the log name the address.
  ProgramResult notify(const Arguments& more, const Environment& changes = {}) const {
    Arguments all{"notify", "--data", "DATA", "--log-file", "log"};
    all.insert(all.end(), more.begin(), more.end());
    ProgramResult result = run(all, changes);
    const std::string log = std::filesystem::exists(folder_ / "log") ? file("log") : "";
    for (const std::string& text : {result.output, result.errors, log}) {
      EXPECT_THAT(text, AllOf(Not(HasSubstr("s3cret")), Not(HasSubstr("S3CRET")),
                              Not(HasSubstr("127.0.0.1")), Not(HasSubstr("localhost"))));
    }
    return result;
  }
  ProgramResult notify_slack(const Arguments& more = {}) const {
    Arguments all{"--format", "slack", "--webhook-file", "hook"};
    all.insert(all.end(), more.begin(), more.end());
    return notify(all);
  }

 private:
  std::unique_ptr<ScriptedServer> chat_;
};

TEST_F(Notify, PostsTheDigestOnceInTheFormOfEachChat) {
  const std::tuple<const char*, std::string, const char*> table[] = {
      {"slack", http_answer(200, "ok"), ".blocks[1].text.text"},
      {"mattermost", http_answer(200, "ok"), ".text + .attachments[0].text"},
      {"teams", http_answer(202), ".attachments[0].content.body[0].text"}};
  for (const auto& [format, answer, place] : table) {
    chat({answer});
    const ProgramResult result = notify({"--format", format, "--webhook-file", "hook"});
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_THAT(result.output,
                MatchesRegex("2024-W[0-9]+ posted to " + std::string(format) + "\n"));
    ASSERT_THAT(chat().requests(), SizeIs(1));
    EXPECT_THAT(
        chat().requests()[0],
        AllOf(StartsWith("POST " + std::string(path) + " HTTP/1.1\r\n"),
              HasSubstr("Content-Type: application/json"), Not(HasSubstr(token)) /* GitLab's */));
    EXPECT_THAT(jq(place, folder_.write("sent.json", chat().bodies()[0])), HasSubstr("Week "));
    const ProgramResult dry = notify({"--format", format, "--dry-run"});
    EXPECT_EQ(dry.output, chat().bodies()[0] + "\n") << "a dry run shows what is sent";
  }
}

TEST_F(Notify, SendsTheChartOnlyIfTheSiteIsPublished) {
  const Arguments dry{"--format", "mattermost", "--dry-run", "--title", "@all `x`"};
  const auto sent = [&](Arguments more, const std::string& filter) {
    more.insert(more.end(), dry.begin(), dry.end());
    return jq(filter, folder_.write("sent.json", notify(more).output));
  };
  const std::string image = ".attachments[0].image_url";
  EXPECT_EQ(sent({}, image), "null\n");
  EXPECT_EQ(sent({"--charts", "CHARTS"}, image), "null\n");
  EXPECT_EQ(sent({"--site-url", "https://example.com/r"}, image), "null\n");
  EXPECT_THAT(sent({"--charts", "CHARTS", "--site-url", "https://example.com/r"}, image),
              MatchesRegex("\"https://example.com/r/charts/.*[.]png\"\n"));
  EXPECT_THAT(sent({}, ".text"), HasSubstr("· `@all 'x'`"));
  make({"--site-url", "https://example.com/r"});
  const std::string url =
      sent({"--charts", "CHARTS", "--site-url", "https://example.com/r"}, image);
  const std::string name = url.substr(23, url.size() - 25);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "SITE" / name)) << name;
}

TEST_F(Notify, SendsAgainOnlyWhatWasNotAccepted) {
  chat({http_answer(429, "rate_limited", {"Retry-After: 1"}), http_answer(503),
        http_answer(200, "ok")});
  const ProgramResult result = notify_slack();
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.errors, HasSubstr("HTTP 429 'rate_limited'; trying again in 1.0 s"));
  EXPECT_THAT(chat().requests(), SizeIs(3));

  chat({http_answer(429, "", {"Retry-After: 0"}), reset_connection, http_answer(200, "ok")});
  const ProgramResult broken = notify_slack();
  EXPECT_EQ(broken.exit_code, 1);
  EXPECT_THAT(broken.errors, HasSubstr("the digest may have been posted"));
  EXPECT_EQ(broken.output, "");
  EXPECT_THAT(chat().requests(), SizeIs(2)) << "not sent once more";
}

TEST_F(Notify, SaysWhatIsWrong) {
  const std::pair<std::string, const char*> table[] = {
      {http_answer(404, "no_service"), "'no_service': make a new webhook"},
      {http_answer(404, "POST " + std::string(path)), "HTTP 404"},
      {http_answer(410, "channel_is_archived"), "unarchive the channel"},
      {http_answer(400, "invalid_payload"), "check that --format"},
      {http_answer(500, "\x1b[2J"), "'\\x1B[2J': the digest may have been posted"},
      {http_answer(200, "<html>Log in</html>"), "the digest may have been posted"}};
  for (const auto& [answer, words] : table) {
    chat({answer});
    const ProgramResult result = notify_slack();
    EXPECT_EQ(result.exit_code, 1) << words;
    EXPECT_THAT(result.errors, HasSubstr(words));
    EXPECT_THAT(chat().requests(), SizeIs(1));
  }
  write_hook("http://127.0.0.1:1" + std::string(path));
  const ProgramResult refused = notify_slack({"--attempts", "2"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("(after 2 attempts): nothing was posted"));
}

TEST_F(Notify, FollowsNoRedirect) {
  const ScriptedServer other({http_answer(200, "ok")});
  for (const int status : {301, 302, 307, 308}) {
    for (const std::string& target : {other.url() + path, std::string("/elsewhere")}) {
      chat({http_answer(status, "", {"Location: " + target})});
      const ProgramResult result = notify_slack();
      EXPECT_EQ(result.exit_code, 1);
      EXPECT_THAT(result.errors, HasSubstr("redirects are not followed"));
      EXPECT_THAT(chat().requests(), SizeIs(1));
    }
  }
  EXPECT_THAT(other.requests(), SizeIs(0));
}

TEST_F(Notify, TakesTheAddressFromAFlagsFileThenTheEnvironmentThenDotenvThenConfig) {
  const ScriptedServer others({http_answer(200, "ok")});
  const std::string address = others.url();
  const auto used = [&](const Arguments& more, const Environment& changes = {}) {
    Arguments all{"--format", "slack"};
    all.insert(all.end(), more.begin(), more.end());
    const ProgramResult result = notify(all, changes);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    const std::string request = others.requests().back();
    return request.substr(5, request.find(" HTTP") - 5);
  };
  folder_.write("config-hook", address + "/config");
  folder_.write("dora-report.toml", "webhook-file = \"config-hook\"\n");
  EXPECT_EQ(used({}), "/config");
  const auto dotenv = folder_.write(".env", "DORA_WEBHOOK_URL=" + address + "/dotenv\n");
  std::filesystem::permissions(dotenv, std::filesystem::perms(0600));
  EXPECT_EQ(used({}), "/dotenv");
  const Environment environment{{"DORA_WEBHOOK_URL", address + "/environment"}};
  EXPECT_EQ(used({}, environment), "/environment");
  folder_.write("flag-hook", address + "/flag");
  EXPECT_EQ(used({"--webhook-file", "flag-hook"}, environment), "/flag");
}

TEST_F(Notify, RefusesWebhooksThatItCannotKeepSecret) {
  const auto refused = [&](const Arguments& more, const Environment& changes = {}) {
    Arguments all{"--format", "slack"};
    all.insert(all.end(), more.begin(), more.end());
    const ProgramResult result = notify(all, changes);
    EXPECT_EQ(result.exit_code, 2) << result.errors;
    return result.errors;
  };
  EXPECT_THAT(refused({}), HasSubstr("no webhook was given"));
  EXPECT_THAT(refused({}, {{"DORA_WEBHOOK_URL", "http://chat.example/s3cret"}}),
              AllOf(HasSubstr("DORA_WEBHOOK_URL in the environment"), HasSubstr("https://"),
                    Not(HasSubstr("chat.example"))));
  EXPECT_THAT(refused({"--webhook-file", "https://chat.example/s3cret"}),
              AllOf(HasSubstr("--webhook-file: no such file"), Not(HasSubstr("chat.example"))));
  EXPECT_THAT(refused({"--webhook-url", "https://chat.example/s3cret"}),
              AllOf(HasSubstr("--webhook-url"), Not(HasSubstr("chat.example"))));
  folder_.write("dora-report.toml", "webhook-file = \"../hook\"\n");
  EXPECT_THAT(refused({}), HasSubstr("leads out of the working folder"));
  std::filesystem::create_symlink("/etc/hostname", folder_ / "link");
  folder_.write("dora-report.toml", "webhook-file = \"link\"\n");
  EXPECT_THAT(refused({}), HasSubstr("leads out of the working folder"));
}

TEST_F(Notify, WarnsIfOthersMayReadTheAddress) {
  chat({http_answer(200, "ok")});
  std::filesystem::permissions(folder_ / "hook", std::filesystem::perms(0644));
  EXPECT_THAT(notify_slack().errors, HasSubstr("--webhook-file hook: users other than its owner"));
}

}  // namespace
}  // namespace dora::test
