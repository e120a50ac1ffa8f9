// Collects from a GitLab over HTTP: the numbers match the generator, whatever fails on the way.
#include <csignal>
#include <string_view>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Collect : public EndToEnd {
 protected:
  void expect_numbers_of_the_generator(const Arguments& generator = {}) const {
    EXPECT_EQ(jq(".", folder_ / "data/summary.json"), jq(".", expected("summary", generator)));
  }
};

TEST_F(Collect, NumbersMatchTheGenerator) {
  start_server();
  const ProgramResult result = collect();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  expect_numbers_of_the_generator();
  EXPECT_EQ(result.output, "data/summary.json\n");
}

TEST_F(Collect, DoesNotNeedTotalsThatGitLabOmits) {
  const Arguments many{"--merge-requests", "12000", "--services", "100"};
  start_server(many);
  ASSERT_EQ(collect().exit_code, 0);
  expect_numbers_of_the_generator(many);
}

TEST_F(Collect, SmallProjectsAreOnePage) {
  for (const char* count : {"0", "1", "100"}) {
    const Arguments few{"--merge-requests", count, "--services", "1"};
    start_server(few);
    // If this server got the previous one's port, its store would count.
    std::filesystem::remove_all(folder_ / "data");
    const ProgramResult result = collect();
    ASSERT_EQ(result.exit_code, 0) << count << "\n" << result.errors;
    expect_numbers_of_the_generator(few);
    EXPECT_THAT(server().requests(), SizeIs(4))
        << "the project, its first page, its newest, its labels";
  }
}

TEST_F(Collect, EveryPeriodAndDateMatchesTheGenerator) {
  start_server();
  for (const char* period : {"day", "week", "month", "quarter"}) {
    ASSERT_EQ(collect({"--period", period}).exit_code, 0) << period;
    expect_numbers_of_the_generator({"--period", period});
  }
  ASSERT_EQ(collect({"--date-by", "finished"}).exit_code, 0);
  expect_numbers_of_the_generator({"--by-finish"});
}

TEST_F(Collect, EveryExclusionIsCounted) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  EXPECT_EQ(jq("{merge_requests, services, deployments, successful, failed}",
               folder_ / "data/collection.json"),
            jq(".", expected("counts")));
}

// Other people's scripts read summary.json: this is one, in another language.
TEST_F(Collect, AnotherLanguageCanReadTheSummary) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  constexpr const char* script = R"(
    [to_entries[]
      | {service: .key, months: (.value | to_entries)}
      | .months[] as $month
      | select($month.key | test("^[0-9]{4}-[0-9]{2}$"))
      | {service, total: $month.value}]
    | group_by(.service)
    | map({name: .[0].service, total: map(.total) | add})
    | {services: length,
       deployments: (map(.total) | add),
       busiest: (max_by(.total) | .name)}
  )";
  EXPECT_EQ(jq(script, folder_ / "data/summary.json"), jq(script, expected("summary")));
  EXPECT_EQ(jq("[.[] | to_entries[] | select(.key | endswith(\"_failed\")) | .value] | add",
               folder_ / "data/summary.json"),
            jq(".failed", expected("counts")));
}

class CollectThroughFailures : public Collect, public testing::WithParamInterface<const char*> {};

TEST_P(CollectThroughFailures, GivesTheSameNumbers) {
  start_server({"--fail", GetParam()});
  const ProgramResult result = collect();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  expect_numbers_of_the_generator();
  EXPECT_THAT(server().requests(), Contains(Not(HasSubstr(" 200 auth=")))) << "nothing failed";
  // libcurl itself repeats what was sent on a kept connection that ended without an answer.
  const std::string_view failure = GetParam();
  if (!failure.starts_with("close") && !failure.starts_with("reset")) {
    EXPECT_NE(jq(".retries", folder_ / "data/collection.json"), "0\n");
  }
}

INSTANTIATE_TEST_SUITE_P(Transient, CollectThroughFailures,
                         testing::Values("429:every=17", "429-retry-after:first=2:seconds=1",
                                         "429-retry-date:first=1:seconds=1", "408:every=5",
                                         "500:every=6", "503:first=2", "502-html:every=5",
                                         "reset:every=6", "close:every=6", "truncate:every=5"));

class CollectAgainstFailures : public Collect, public testing::WithParamInterface<const char*> {};

// If a page cannot be fetched, the run fails and keeps the last good files.
TEST_P(CollectAgainstFailures, FailsAndKeepsEarlierFiles) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  const std::string summary = file("data/summary.json");
  const std::string deployments = file("data/service_deployments.json");
  const std::string collection = file("data/collection.json");
  const std::string open = file("data/open_merge_requests.json");
  start_server({"--fail", GetParam()});
  const ProgramResult result = collect({"--attempts", "2"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors,
              AllOf(HasSubstr("dora-report: error: "), HasSubstr(server().base_url())));
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(file("data/summary.json"), summary);
  EXPECT_EQ(file("data/service_deployments.json"), deployments);
  EXPECT_EQ(file("data/collection.json"), collection);
  EXPECT_EQ(file("data/open_merge_requests.json"), open);
  EXPECT_THAT(names_in(folder_ / "data"),
              ElementsAre("collection.json", "deployments.db", "deployments.db.lock",
                          "open_merge_requests.json", "service_deployments.json", "summary.json",
                          "weeks.json"));
}

INSTANTIATE_TEST_SUITE_P(
    Lasting, CollectAgainstFailures,
    testing::Values("429:on=list:after=4", "408:on=list:after=4", "500:on=list:after=4",
                    "502-html:on=list:after=4", "reset:on=list:after=4", "truncate:on=list:after=4",
                    "garbage:on=list:after=4", "wrong-type:on=list:after=4",
                    "wrong-shape:on=list:after=4", "sign-in-page:on=list:after=4",
                    "huge-headers:on=list:after=4", "invalid-utf8:on=list:after=4",
                    "deep-nesting:on=list:after=4", "401-expired:after=3", "500"));

TEST_F(Collect, SaysWhatToCheckIfGitLabRefuses) {
  start_server();
  const ProgramResult wrong_token = collect({}, {{"PRIVATE_TOKEN", "wrong-but-secret"}});
  EXPECT_EQ(wrong_token.exit_code, 1);
  EXPECT_THAT(wrong_token.errors, AllOf(HasSubstr("401 Unauthorized"), HasSubstr("PRIVATE_TOKEN"),
                                        Not(HasSubstr("wrong-but-secret"))));
  const ProgramResult no_token = collect({}, {{"PRIVATE_TOKEN", ""}});
  EXPECT_EQ(no_token.exit_code, 1);
  EXPECT_THAT(no_token.errors,
              AllOf(HasSubstr("404 Project Not Found"), HasSubstr("not visible"),
                    HasSubstr("no token was given (PRIVATE_TOKEN or --token-file)")));
  const ProgramResult no_project = run({"collect", "--project", "no/such", "--out", "data"});
  EXPECT_EQ(no_project.exit_code, 1);
  EXPECT_THAT(no_project.errors, AllOf(HasSubstr("no%2Fsuch"), HasSubstr("check --project")));
  start_server({"--forbidden"});
  const ProgramResult forbidden = collect();
  EXPECT_EQ(forbidden.exit_code, 1);
  EXPECT_THAT(forbidden.errors, AllOf(HasSubstr("HTTP 403"), HasSubstr("read_api")));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "data/summary.json"));
}

TEST_F(Collect, ReportsAnUnreachableServerSoon) {
  const ProgramResult result = collect({"--api-url", "http://127.0.0.1:1"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, AllOf(HasSubstr("http://127.0.0.1:1/api/v4"), HasSubstr("3 attempts"),
                                   HasSubstr("check --api-url")));
}

TEST_F(Collect, SaysWhatIsWrongWithAnAnswer) {
  const std::pair<const char*, const char*> table[] = {
      {"sign-in-page:on=list:after=4", "answered with text/html; charset=utf-8, not with JSON"},
      {"huge-headers:on=list:after=4", "headers are larger than 64 KiB"},
      {"invalid-utf8:on=list:after=4", "Invalid encoding in string"},
      {"deep-nesting:on=list:after=4", "nested deeper than 100 levels"},
      {"401-expired:after=3", "Token is expired"}};
  for (const auto& [failure, message] : table) {
    start_server({"--fail", failure});
    const ProgramResult result = collect({"--attempts", "1"});
    EXPECT_EQ(result.exit_code, 1) << failure;
    EXPECT_THAT(result.errors, AllOf(HasSubstr(message), HasSubstr("/api/v4/projects/4242"),
                                     Not(HasSubstr(token))));
  }
}

TEST_F(Collect, LongDescriptionsAreSkipped) {
  start_server({"--long-descriptions", "60"});
  ASSERT_EQ(collect().exit_code, 0);
  expect_numbers_of_the_generator();
}

TEST_F(Collect, NeverExceedsALimitThatGitLabAnnounces) {
  start_server({"--rate-limit", "12/2"});
  const ProgramResult result = collect({"--concurrency", "4"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  expect_numbers_of_the_generator();
  EXPECT_GT(server().requests().size(), 12U) << "the limit was never reached";
  EXPECT_THAT(server().requests(), Each(Not(HasSubstr(" 429 "))));
}

TEST_F(Collect, PublicProjectsNeedNoToken) {
  start_server({"--public"});
  ASSERT_EQ(collect({}, {{"PRIVATE_TOKEN", ""}}).exit_code, 0);
  expect_numbers_of_the_generator();
  EXPECT_THAT(server().requests(), Each(HasSubstr("auth=no")));
}

TEST_F(Collect, FollowsAMovedProjectOnTheSameServer) {
  start_server({"--fail", "redirect-same:first=1"});
  const ProgramResult result = collect();
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  expect_numbers_of_the_generator();
}

TEST_F(Collect, SendsTheTokenToNoOtherServer) {
  const GitLabServerProcess other({"--public"});
  start_server({"--fail", "redirect-other=" + other.base_url()});
  const ProgramResult result = collect();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("redirects to another server"));
  EXPECT_THAT(other.requests(), IsEmpty());
}

/// Returns the content of every file below the working folder except the token's own.
std::string all_files(const std::filesystem::path& folder) {
  std::string text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().filename() != "secret") {
      text += files::read_file(entry.path());
    }
  }
  return text;
}

TEST_F(Collect, TheTokenIsInNoFileThatARunLeaves) {
  const auto secret = folder_.write("secret", token);
  std::filesystem::permissions(secret, std::filesystem::perms(0600));
  for (const char* failure : {"500:every=9", "401-expired:after=3", "garbage:on=list:after=4",
                              "reset", "redirect-other=http://127.0.0.1:1"}) {
    start_server({"--fail", failure});
    const ProgramResult result =
        collect({"--log-file", "run.log", "--token-file", "secret", "--attempts", "2"});
    EXPECT_THAT(server().requests(), Each(HasSubstr("auth=yes"))) << failure;
    EXPECT_THAT(result.output + result.errors + all_files(folder_.path()), Not(HasSubstr(token)))
        << failure;
  }
  EXPECT_THAT(file("run.log"), HasSubstr("500"));
}

TEST_F(Collect, TheTokenIsNotOnARunsCommandLine) {
  start_server({"--fail", "hang:on=list"});
  RunningProgram program(call({"collect", "--project", "platform/deployments", "--out", "data"}));
  // The project, and a page that never arrives.
  ASSERT_TRUE(program.wait_until([&] { return server().requests().size() >= 2; }));
  const std::string command = files::read_file(fmt::format("/proc/{}/cmdline", program.pid()));
  EXPECT_THAT(command, AllOf(HasSubstr("platform/deployments"), Not(HasSubstr(token))));
  program.send(SIGTERM);
  program.wait();
}

TEST_F(Collect, EndsOnCtrlCAndKeepsEarlierFiles) {
  start_server();
  ASSERT_EQ(collect().exit_code, 0);
  const std::string before = file("data/summary.json");
  start_server({"--fail", "hang:on=list"});
  RunningProgram program(call({"collect", "--project", "platform/deployments", "--out", "data"}));
  // The project, and a page that never arrives.
  ASSERT_TRUE(program.wait_until([&] { return server().requests().size() >= 2; }));
  program.send(SIGINT);
  const ProgramResult result = program.wait();
  EXPECT_EQ(result.exit_code, 130);
  EXPECT_THAT(result.errors, HasSubstr("interrupted"));
  EXPECT_EQ(file("data/summary.json"), before);
}

}  // namespace
}  // namespace dora::test
