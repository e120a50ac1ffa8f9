// Every option of `collect` and its effect on a handful of merge requests.
#include <chrono>
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// One service deployed around the turn of 2023 to 2024, and one with other prefixes.
constexpr const char* merge_requests = R"([
  {"iid": 1, "state": "merged", "created_at": "2023-12-31T22:30:00Z", "updated_at": "2024-02-01T00:00:00Z",
   "merged_at": "2024-01-02T10:00:00Z", "closed_at": null, "title": "Deploy api 1.0",
   "author": {"id": 1, "username": "dev1", "name": "x"}, "labels": ["service:api", "tier:production", "team:old"],
   "web_url": "https://gitlab.example.com/g/p/-/merge_requests/1"},
  {"iid": 2, "state": "closed", "created_at": "2024-01-10T12:00:00Z", "updated_at": "2024-02-01T00:00:00Z",
   "merged_at": null, "closed_at": "2024-02-03T10:00:00Z", "labels": ["service:api", "tier:staging", "team:web", "team::core"],
   "web_url": "https://gitlab.example.com/g/p/-/merge_requests/2"},
  {"iid": 3, "state": "merged", "created_at": "2024-02-29T23:30:00Z", "updated_at": "2024-03-01T00:00:00Z",
   "merged_at": null, "closed_at": null, "labels": ["service:api", "tier:production"],
   "web_url": "https://gitlab.example.com/g/p/-/merge_requests/3"},
  {"iid": 4, "state": "merged", "created_at": "2024-02-10T12:00:00Z", "updated_at": "2024-03-01T00:00:00Z",
   "merged_at": "2024-02-10T13:00:00Z", "closed_at": null, "labels": ["svc/web", "env/live"],
   "web_url": "https://gitlab.example.com/g/p/-/merge_requests/4"}
])";

class CollectOptions : public EndToEnd {
 protected:
  void SetUp() override {
    start_server({"--data", folder_.write("merge_requests.json", merge_requests).string()});
  }

  /// Returns the service's periods with their counts, without other keys.
  std::string counts_after(const Arguments& arguments) const {
    const ProgramResult result = collect(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return jq("map_values(with_entries(select(.key | contains(\"_\") | not)))",
              folder_ / "data/summary.json");
  }
};

TEST_F(CollectOptions, GroupsComeFromTheNewestDeploymentThatNamesThem) {
  ASSERT_EQ(collect({}).exit_code, 0);
  EXPECT_EQ(jq(".service_groups, .group_prefix", folder_ / "data/collection.json"), "null\nnull\n");
  ASSERT_EQ(collect({"--group-prefix", "team:"}).exit_code, 0);
  EXPECT_EQ(jq(".service_groups, .group_prefix", folder_ / "data/collection.json"),
            "[[\"api\",\"core\",\"web\"]]\n\"team:\"\n");
  EXPECT_EQ(jq("[.api[0] | .title, .author]", folder_ / "data/service_deployments.json"),
            "[\"Deploy api 1.0\",\"dev1\"]\n");
}

// A merge request with other labels counts once a rule reads it, without being fetched again.
TEST_F(CollectOptions, NamesComeFromPatternsToo) {
  ASSERT_EQ(collect({}).exit_code, 0);
  EXPECT_EQ(jq("[keys, .web]", folder_ / "data/summary.json"), "[[\"api\"],null]\n");
  folder_.write("names.csv", "api,core-api\n");
  const ProgramResult result =
      collect({"--service-from", "label:^svc/(?P<service>.+)", "--tier-from",
               "label:^env/(?P<tier>.+)", "--rename", "names.csv"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(jq("keys", folder_ / "data/summary.json"), "[\"core-api\",\"web\"]\n");
  EXPECT_EQ(jq(".read_by | map([.what, .rule, .merge_requests])", folder_ / "data/collection.json"),
            "[[\"service\",\"labels\",3],[\"service\",\"label:^svc/(?P<service>.+)\",1],"
            "[\"tier\",\"labels\",3],[\"tier\",\"label:^env/(?P<tier>.+)\",1],"
            "[\"tier\",\"--default-tier\",0]]\n");
  EXPECT_EQ(jq(".rename_file", folder_ / "data/collection.json"), "\"names.csv\"\n");
  EXPECT_THAT(collect({"--service-from", "branch:("}).errors, HasSubstr("--service-from branch:("));
}

TEST_F(CollectOptions, ExplainSaysHowAMergeRequestWasRead) {
  ASSERT_EQ(collect({}).exit_code, 0);
  const ProgramResult unread = run({"explain", "4", "--data", "data"});
  EXPECT_EQ(unread.exit_code, 0) << unread.errors;
  EXPECT_THAT(unread.output, HasSubstr("!4 does not count: no service was found in labels"));
  EXPECT_EQ(jq(".unread | map([.what, .iid])", folder_ / "data/collection.json"),
            "[[\"service\",4]]\n");
  ASSERT_EQ(
      collect({"--service-from", "label:^svc/(?P<service>.+)", "--default-tier", "live"}).exit_code,
      0);
  EXPECT_THAT(run({"explain", "4", "--data", "data"}).output,
              AllOf(HasSubstr("!4 counts as a successful deployment, dated 2024-02-10"),
                    HasSubstr("service  web, from label:^svc/(?P<service>.+)"),
                    HasSubstr("tier     live, from --default-tier")));
  EXPECT_EQ(jq(".unread", folder_ / "data/collection.json"), "null\n");
  const ProgramResult absent = run({"explain", "99", "--data", "data"});
  EXPECT_EQ(absent.exit_code, 1);
  EXPECT_THAT(absent.errors, HasSubstr("no merge request !99 of platform/deployments"));
  EXPECT_EQ(run({"explain", "-1", "--data", "data"}).exit_code, 2);
}

TEST_F(CollectOptions, GroupsComeFromAFileToo) {
  folder_.write("teams.csv", "ap*,Platform\nold-api,Platform\n");
  const ProgramResult result =
      collect({"--group-prefix", "team:", "--groups", (folder_ / "teams.csv").string()});
  ASSERT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.errors, HasSubstr("--groups: no service is called 'old-api'\n"));
  EXPECT_EQ(jq(".service_groups, .groups_file", folder_ / "data/collection.json"),
            "[[\"api\",\"Platform\",\"core\",\"web\"]]\n\"teams.csv\"\n");
}

TEST_F(CollectOptions, DefaultsAreMonthsOfCreationInUtc) {
  EXPECT_EQ(counts_after({}), R"({"api":{"2023-12":1,"2024-01":1,"2024-02":1}})"
                              "\n");
  EXPECT_EQ(file("data/summary.json"), R"({
  "api": {
    "2023-12": 1,
    "2023-12_failed": 0,
    "2023-12_failure_rate": 0.0,
    "2024-01": 1,
    "2024-01_failed": 1,
    "2024-01_failure_rate": 100.0,
    "2024-02": 1,
    "2024-02_failed": 0,
    "2024-02_failure_rate": 0.0
  }
}
)");
}

TEST_F(CollectOptions, DeploymentsAreWrittenAsDocumented) {
  counts_after({});
  EXPECT_EQ(jq(".", folder_ / "data/service_deployments.json"),
            R"({"api":[{"author":"dev1","created_time":"2023-12-31T22:30:00.000Z",)"
            R"("deployment_status":"successful","deployment_time":"2023-12-31T22:30:00.000Z",)"
            R"("finished_time":"2024-01-02T10:00:00.000Z","iid":1,"tier":"production",)"
            R"("title":"Deploy api 1.0",)"
            R"("web_url":"https://gitlab.example.com/g/p/-/merge_requests/1"},)"
            R"({"author":"","created_time":"2024-01-10T12:00:00.000Z",)"
            R"("deployment_status":"failed","deployment_time":"2024-01-10T12:00:00.000Z",)"
            R"("finished_time":"2024-02-03T10:00:00.000Z","iid":2,"tier":"staging","title":"",)"
            R"("web_url":"https://gitlab.example.com/g/p/-/merge_requests/2"},)"
            R"({"author":"","created_time":"2024-02-29T23:30:00.000Z",)"
            R"("deployment_status":"successful","deployment_time":"2024-02-29T23:30:00.000Z",)"
            R"("finished_time":null,"iid":3,"tier":"production","title":"",)"
            R"("web_url":"https://gitlab.example.com/g/p/-/merge_requests/3"}]})"
            "\n");
}

TEST_F(CollectOptions, PeriodGroups) {
  EXPECT_EQ(counts_after({"--period", "quarter"}), "{\"api\":{\"2023-Q4\":1,\"2024-Q1\":2}}\n");
  EXPECT_EQ(counts_after({"--period", "week"}),
            "{\"api\":{\"2023-W52\":1,\"2024-W02\":1,\"2024-W09\":1}}\n");
  EXPECT_EQ(counts_after({"--period", "day"}),
            "{\"api\":{\"2023-12-31\":1,\"2024-01-10\":1,\"2024-02-29\":1}}\n");
}

TEST_F(CollectOptions, TimezoneMovesDays) {
  EXPECT_EQ(counts_after({"--timezone", "Asia/Tokyo"}),
            "{\"api\":{\"2024-01\":2,\"2024-03\":1}}\n");
  const ProgramResult unknown = collect({"--timezone", "Mars/Olympus"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("unknown time zone 'Mars/Olympus'"));
}

TEST_F(CollectOptions, DateByFinishedUsesMergedAndClosed) {
  // The one without merged_at stays at its creation time.
  EXPECT_EQ(counts_after({"--date-by", "finished"}), "{\"api\":{\"2024-01\":1,\"2024-02\":2}}\n");
  EXPECT_EQ(jq(".merge_requests.merged_without_merged_at", folder_ / "data/collection.json"),
            "1\n");
}

TEST_F(CollectOptions, SinceAndUntilAreHalfOpenAndInTheTimeZone) {
  EXPECT_EQ(counts_after({"--since", "2024-01-10"}), "{\"api\":{\"2024-01\":1,\"2024-02\":1}}\n");
  EXPECT_EQ(counts_after({"--until", "2024-01-10"}), "{\"api\":{\"2023-12\":1}}\n");
  EXPECT_EQ(counts_after({"--since", "2024-01-01", "--timezone", "Asia/Tokyo"}),
            "{\"api\":{\"2024-01\":2,\"2024-03\":1}}\n");
  EXPECT_EQ(counts_after({"--since", "2024-02-01", "--date-by", "finished"}),
            "{\"api\":{\"2024-02\":2}}\n");
  EXPECT_EQ(jq("[.since, .until, .merge_requests.outside_range]", folder_ / "data/collection.json"),
            "[\"2024-02-01\",null,1]\n");
  const ProgramResult backwards = collect({"--since", "2024-02-01", "--until", "2024-02-01"});
  EXPECT_EQ(backwards.exit_code, 2);
  EXPECT_THAT(backwards.errors, HasSubstr("--since must be before --until"));
}

TEST_F(CollectOptions, PrefixesSelectLabels) {
  EXPECT_EQ(counts_after({"--service-prefix", "svc/", "--tier-prefix", "env/"}),
            "{\"web\":{\"2024-02\":1}}\n");
  const ProgramResult none = collect({"--service-prefix", "nothing:"});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_THAT(none.errors, HasSubstr("check --service-prefix and --tier-prefix"));
  EXPECT_EQ(file("data/summary.json"), "{}\n");
}

TEST_F(CollectOptions, OutAndProjectAreUsed) {
  const ProgramResult result =
      run({"collect", "--project", "4242", "--out", "deep/er"}, {{"PROJECT_ID", ""}});
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(jq(".project", folder_ / "deep/er/collection.json"), "\"platform/deployments\"\n");
  const ProgramResult occupied =
      run({"collect", "--project", "4242", "--out", "merge_requests.json/x"});
  EXPECT_EQ(occupied.exit_code, 1);
  EXPECT_THAT(occupied.errors, HasSubstr("cannot create the folder merge_requests.json/x"));
}

TEST_F(CollectOptions, TokenFileWinsOverTheEnvironment) {
  folder_.write("token", std::string(token) + "\n");
  EXPECT_EQ(collect({"--token-file", "token"}, {{"PRIVATE_TOKEN", "wrong"}}).exit_code, 0);
  folder_.write("token", "two s3cret words\n");
  const ProgramResult words = collect({"--token-file", "token"});
  EXPECT_EQ(words.exit_code, 2);
  EXPECT_THAT(words.errors, AllOf(HasSubstr("--token-file token"), Not(HasSubstr("s3cret"))));
  EXPECT_EQ(collect({"--token-file", "absent"}).exit_code, 2);
}

TEST_F(CollectOptions, ConcurrencyBoundsTheRequestsInProgress) {
  for (const std::size_t concurrency : {1U, 4U}) {
    // Both ends of the range are answered, then nothing.
    start_server({"--merge-requests", "3000", "--fail", "hang:on=list:after=2"});
    // If this server got the previous one's port, its store would count.
    std::filesystem::remove_all(folder_ / "data");
    RunningProgram program(call({"collect", "--project", "platform/deployments", "--out", "data",
                                 "--concurrency", std::to_string(concurrency)}));
    const std::size_t expected = 1 + 2 + concurrency;
    ASSERT_TRUE(program.wait_until([&] { return server().requests().size() >= expected; }));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // A surplus one is here by now.
    EXPECT_EQ(server().requests().size(), expected);
    program.send(SIGTERM);
    EXPECT_EQ(program.wait().exit_code, 130);
  }
}

TEST_F(CollectOptions, AttemptsLimitsTheAttempts) {
  start_server({"--fail", "500"});
  const ProgramResult result = collect({"--attempts", "1"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(server().requests().size(), 1U);
}

TEST_F(CollectOptions, MaxRequestsPerMinuteSpreadsRequests) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(collect({"--max-requests-per-minute", "120"}).exit_code, 0);
  const auto sent = static_cast<int>(server().requests().size());
  EXPECT_GE(sent, 3);
  EXPECT_GE(std::chrono::steady_clock::now() - start, (sent - 1) * std::chrono::milliseconds(500));
}

TEST_F(CollectOptions, StallTimeoutAbortsAnAnswerThatDrips) {
  start_server({"--fail", "drip:on=list"});
  const ProgramResult result = collect({"--stall-timeout", "1", "--attempts", "1"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("last 1 seconds"));
}

TEST_F(CollectOptions, SendsATokenOverHttpOnlyToThisMachineUnlessAllowed) {
  // 0.0.0.0 reaches this machine, but is none of its names.
  const std::string url = "http://0.0.0.0" + server().base_url().substr(16);
  const ProgramResult refused = collect({"--api-url", url});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors, AllOf(HasSubstr(url), HasSubstr("--allow-insecure")));
  EXPECT_TRUE(server().requests().empty());
  EXPECT_EQ(collect({"--api-url", url, "--allow-insecure"}).exit_code, 0);
  start_server({"--public"});
  const std::string open = "http://0.0.0.0" + server().base_url().substr(16);
  EXPECT_EQ(collect({"--api-url", open}, {{"PRIVATE_TOKEN", ""}}).exit_code, 0) << "no token";
}

TEST_F(CollectOptions, WarnsIfOthersMayReadTheTokenFile) {
  const auto path = folder_.write("token", token);
  std::filesystem::permissions(path, std::filesystem::perms(0644));
  const ProgramResult wide = collect({"--token-file", "token"});
  EXPECT_EQ(wide.exit_code, 0);
  EXPECT_THAT(wide.errors, HasSubstr("chmod 600 token"));
  std::filesystem::permissions(path, std::filesystem::perms(0600));
  EXPECT_THAT(collect({"--token-file", "token"}).errors, Not(HasSubstr("chmod")));
}

// Only the handshake matters here, so openssl's own server is enough.
TEST_F(CollectOptions, CaFileDecidesWhomToTrust) {
  ProgramCall certify;
  certify.program = "/usr/bin/openssl";
  certify.folder = folder_.path();
  certify.arguments = {"req",     "-x509",   "-newkey",  "rsa:2048", "-nodes",
                       "-keyout", "key.pem", "-out",     "ca.pem",   "-days",
                       "2",       "-subj",   "/CN=test", "-addext",  "subjectAltName=IP:127.0.0.1"};
  const ProgramResult certified = run_program(certify);
  ASSERT_EQ(certified.exit_code, 0) << certified.errors;
  ProgramCall serve = certify;
  serve.keep_input_open = true;
  serve.arguments = {"s_server", "-accept", "127.0.0.1:0", "-key",
                     "key.pem",  "-cert",   "ca.pem",      "-WWW"};
  RunningProgram tls_server(serve);
  ASSERT_TRUE(tls_server.wait_for_output("ACCEPT 127.0.0.1:"));
  ASSERT_TRUE(tls_server.wait_for_output("\n"));
  const std::string& said = tls_server.output();
  const auto from = said.find("127.0.0.1:");
  const std::string url = "https://" + said.substr(from, said.find('\n', from) - from);
  const Arguments once{"--api-url", url, "--attempts", "1"};
  EXPECT_THAT(collect(once).errors, HasSubstr("certificate"));
  Arguments trusting = once;
  trusting.insert(trusting.end(), {"--ca-file", "ca.pem"});
  EXPECT_THAT(collect(trusting).errors, Not(HasSubstr("certificate")));
  const ProgramResult absent = collect({"--ca-file", "absent.pem"});
  EXPECT_EQ(absent.exit_code, 2);
  EXPECT_THAT(absent.errors, HasSubstr("absent.pem"));
}

TEST_F(CollectOptions, InvalidValuesNameTheOptionAndItsForm) {
  const std::pair<Arguments, const char*> table[] = {
      {{"--period", "year"}, "--period: takes day|week|month|quarter, not 'year'"},
      {{"--date-by", "merged"}, "--date-by: takes created|finished, not 'merged'"},
      {{"--since", "2024-02-30"},
       "--since: takes a day of the calendar, YYYY-MM-DD, not '2024-02-30'"},
      {{"--until", "tomorrow"}, "--until: takes a day of the calendar, YYYY-MM-DD, not 'tomorrow'"},
      {{"--concurrency", "0"}, "--concurrency"},
      {{"--attempts", "many"}, "--attempts"},
      {{"--max-requests-per-minute", "0"}, "--max-requests-per-minute"},
      {{"--stall-timeout", "0"}, "--stall-timeout"},
      {{"--superseded-within", "24"}, "--superseded-within: takes 24h|2d|90m, not '24'"},
      {{"--superseded-within", "0h"}, "--superseded-within"},
      {{"--superseded-within", "99999999d"}, "--superseded-within"},
      {{"--api-url", "gitlab"}, "--api-url 'gitlab'"},
      {{"--no-such-option"}, "--no-such-option"}};
  for (const auto& [arguments, message] : table) {
    const ProgramResult result = collect(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments.front();
    EXPECT_THAT(result.errors, HasSubstr(message));
  }
}

}  // namespace
}  // namespace dora::test
