// Attaching cards to merge requests and issues: one note that heals itself.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"
#include "tests/support/http_get.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

/// A project whose data and charts are in DATA and CHARTS.
class Attach : public ReportedProject {
 protected:
  /// Fails as `failures` say; the data are collected before.
  void serve(const std::vector<std::string>& failures = {}) {
    start_server(few);
    collect_and_render();
    Arguments arguments = few;
    for (const std::string& failure : failures) {
      arguments.insert(arguments.end(), {"--fail", failure});
    }
    start_server(arguments);
  }

  ProgramResult attach(const Arguments& more, const Environment& changes = {}) const {
    Arguments all{"attach",   "--project", "platform/deployments", "--data", "DATA",
                  "--charts", "CHARTS"};
    all.insert(all.end(), more.begin(), more.end());
    return run(all, changes);
  }
  ProgramResult attach_risk(const Environment& changes = {}) const {
    return attach({"--merge-request", "390"}, changes);
  }

  /// What jq finds in all notes.
  std::string notes(const std::string& filter) {
    return jq(filter, folder_.write("notes.json", http_get(server().base_url() + "/-/notes").body));
  }
  std::string count() { return notes(R"(.notes["merge_requests/390"] | length)"); }

  const Arguments few{"--services", "6", "--merge-requests", "400", "--months", "5"};
};

TEST_F(Attach, PostsOneNoteThenLeavesItAlone) {
  serve();
  const ProgramResult first = attach_risk();
  ASSERT_EQ(first.exit_code, 0) << first.errors;
  EXPECT_THAT(first.output, MatchesRegex("note [0-9]+ posted\n"));
  EXPECT_THAT(attach_risk().output, MatchesRegex("note [0-9]+ unchanged\n"));
  EXPECT_EQ(count(), "1\n");
  EXPECT_THAT(notes(R"(.notes["merge_requests/390"][0].body)"),
              AllOf(StartsWith("\"<!-- dora-report id=risk v=1 charts="),
                    HasSubstr("### Deployment risk: `"), HasSubstr("](/uploads/")));
  EXPECT_EQ(notes(".uploads"), "1\n") << "an unchanged chart is uploaded once";
  const Arguments remove{"--merge-request", "390", "--remove"};
  EXPECT_THAT(attach({"--merge-request", "390", "--remove", "--dry-run"}).errors,
              MatchesRegex("(.|\n)*would be done: delete note [0-9]+\n"));
  EXPECT_EQ(
      attach({"--merge-request", "390", "--remove", "--if-token"}, {{"PRIVATE_TOKEN", ""}}).output,
      "no token was given: nothing is deleted\n");
  EXPECT_EQ(count(), "1\n");
  EXPECT_EQ(attach(remove).output, "notes deleted: 1\n");
  EXPECT_EQ(count(), "0\n");
}

TEST_F(Attach, KnowsItsMergeRequestInGitLabCi) {
  serve();
  const ProgramResult result = run({"attach", "--data", "DATA", "--charts", "CHARTS"},
                                   {{"CI_MERGE_REQUEST_IID", "390"},
                                    {"CI_MERGE_REQUEST_PROJECT_ID", "4242"},
                                    {"CI_PROJECT_ID", "9999"}});
  EXPECT_THAT(result.output, MatchesRegex("note [0-9]+ posted\n")) << result.errors;
}

TEST_F(Attach, PutsTheDigestOnAnIssue) {
  serve();
  const Arguments digest{"--issue", "7", "--digest", "--site-url", "https://example.com/r"};
  EXPECT_THAT(attach(digest).output, EndsWith("posted\n"));
  EXPECT_THAT(attach(digest, {{"CI_MERGE_REQUEST_IID", "390"}}).output, EndsWith("unchanged\n"))
      << "also in the pipeline of a merge request";
  EXPECT_THAT(notes(R"(.notes["issues/7"][0].body)"),
              AllOf(HasSubstr("id=digest/2024-"), HasSubstr("https://example.com/r/weekly/"),
                    HasSubstr("](/uploads/")));
}

TEST_F(Attach, GetsThroughTroubleWithOneNote) {
  for (const char* failure :
       {"reset:on=write:first=1", "close:on=write:first=1", "502-html:on=write:first=1",
        "500:on=write:first=1", "truncate:on=write:first=1", "429:on=write:first=2",
        "429-retry-after:on=write:first=1", "503:on=notes:first=2", "403:on=user",
        "429-retry-after:on=upload:first=1"}) {
    serve({failure});
    const ProgramResult result = attach_risk();
    EXPECT_EQ(result.exit_code, 0) << failure << ": " << result.errors;
    EXPECT_EQ(count(), "1\n") << failure;
    EXPECT_EQ(attach_risk().exit_code, 0) << failure;
    EXPECT_EQ(count(), "1\n") << failure;
  }
}

TEST_F(Attach, SaysWhatIsWrong) {
  const std::pair<const char*, const char*> table[] = {
      {"403:on=write", "it needs the scope api"},
      {"404:on=notes", "check --project and the number"},
      {"413:on=upload", "render with --scale 1"},
      {"401-expired:on=user", "Token is expired"}};
  for (const auto& [failure, words] : table) {
    serve({failure});
    const ProgramResult result = attach_risk();
    EXPECT_EQ(result.exit_code, 1) << failure;
    EXPECT_THAT(result.errors, HasSubstr(words)) << failure;
    EXPECT_EQ(count(), "0\n") << failure;
  }
  EXPECT_THAT(attach({}).errors, HasSubstr("say where the card goes"));
  EXPECT_THAT(attach({"--issue", "1"}).errors, HasSubstr("say what the card is about"));
  EXPECT_THAT(attach({"--issue", "1", "--merge-request", "1", "--digest"}).errors,
              HasSubstr("--merge-request and --issue: give one of them"));
  EXPECT_THAT(attach({"--output", "card.md", "--service", "a", "--remove"}).errors,
              HasSubstr("use one of them"));
  EXPECT_THAT(attach({"--issue", "1", "--digest", "--only-if", "failing"}).errors,
              HasSubstr("only --only-if attention fits it"));
  EXPECT_THAT(attach({"--merge-request", "1", "--only-if", "rate"}).errors,
              HasSubstr("attention, failing or rate>10%"));
}

TEST_F(Attach, NeedsATokenThatMayWrite) {
  serve();
  const ProgramResult none = attach_risk({{"PRIVATE_TOKEN", ""}});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.errors, AllOf(HasSubstr("no token was given"), HasSubstr("scope api")));
  const ProgramResult job = attach_risk({{"PRIVATE_TOKEN", "glcbt-64_abcdefghijklmnopqrst"}});
  EXPECT_EQ(job.exit_code, 2);
  EXPECT_THAT(job.errors, AllOf(HasSubstr("a job token"), Not(HasSubstr("abcdefghij"))));
}

TEST_F(Attach, PrintsTheCardInTheForkThatHasNoToken) {
  serve();
  const ProgramResult result =
      attach({"--merge-request", "390", "--if-token"},
             {{"PRIVATE_TOKEN", ""},
              {"CI_MERGE_REQUEST_IID", "390"},
              {"CI_MERGE_REQUEST_LABELS", "bug,service:billing,tier:production"}});
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("### Deployment risk: `billing` in `production`"));
  EXPECT_EQ(count(), "0\n");
}

// As the report was: a card that calls a known service new would be wrong.
TEST_F(Attach, ReadsServicesByTheRulesOfTheData) {
  serve();
  folder_.write("names.csv", "billing,invoices\n");
  ASSERT_EQ(
      run({"collect", "--project", "platform/deployments", "--out", "DATA", "--rename", "names.csv",
           "--service-from", "branch:^deploy/(?P<service>[^/]+)$", "--default-tier", "production"},
          monday)
          .exit_code,
      0);
  ASSERT_EQ(run({"render", "--summary", "DATA/summary.json", "--deployments",
                 "DATA/service_deployments.json", "--out", "CHARTS"},
                monday)
                .exit_code,
            0);
  const Environment fork{{"PRIVATE_TOKEN", ""}, {"CI_MERGE_REQUEST_IID", "390"}};
  Environment labelled = fork;
  labelled["CI_MERGE_REQUEST_LABELS"] = "service:billing,tier:production";
  Environment branch = fork;
  branch["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = "deploy/billing";
  for (const Environment& environment : {labelled, branch}) {
    const ProgramResult result = attach({"--merge-request", "390", "--if-token"}, environment);
    EXPECT_THAT(result.output, AllOf(HasSubstr("### Deployment risk: `invoices` in `production`"),
                                     Not(HasSubstr("new"))))
        << result.errors;
  }
  EXPECT_THAT(attach({"--merge-request", "390", "--if-token"}, fork).errors,
              HasSubstr("no label and no rule of collect names a service"));
}

TEST_F(Attach, StaysSilentUnlessSomethingIsWrong) {
  serve();
  EXPECT_EQ(attach_risk().exit_code, 0);
  const std::string before = notes(".");
  const ProgramResult result = attach({"--merge-request", "390", "--only-if", "rate>99%"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.errors, HasSubstr("none of the conditions of --only-if holds"));
  EXPECT_EQ(notes("."), before) << "the old note stays";
}

TEST_F(Attach, ShowsWhatItWouldDo) {
  serve();
  const ProgramResult result = attach({"--merge-request", "390", "--dry-run"});
  EXPECT_THAT(result.output, HasSubstr("### Deployment risk"));
  EXPECT_THAT(result.errors, MatchesRegex("(.|\n)*would be done: upload .*[.]png, post a note\n"));
  EXPECT_EQ(count(), "0\n");
}

TEST_F(Attach, WritesTheCardForOtherTools) {
  serve();
  std::string service = jq("keys[0]", folder_ / "DATA/summary.json");
  service = service.substr(1, service.size() - 3);  // Without quotes and line end.
  const Arguments output{"--service", service, "--output", "card.md"};
  for (int run_twice = 0; run_twice < 2; ++run_twice) {
    const ProgramResult result = attach(output, {{"PRIVATE_TOKEN", ""}});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    EXPECT_EQ(result.output, "card.md\n");
  }
  EXPECT_THAT(file("card.md"), HasSubstr("](card." + service + ".png)"));
  EXPECT_THAT(file("card." + service + ".png"), StartsWith("\x89PNG"));
  folder_.write("card.md", "notes");
  EXPECT_THAT(attach(output).errors, HasSubstr("dora-report did not write"));

  const Arguments elsewhere{"--service", service, "--output", "new/my card.md"};
  EXPECT_EQ(attach(elsewhere).output, "new/my card.md\n");
  EXPECT_THAT(file("new/my card.md"), HasSubstr("](my%20card." + service + ".png)"));
  folder_.write("photo." + service + ".png", "a photo");
  EXPECT_THAT(attach({"--service", service, "--output", "photo.md"}).errors,
              HasSubstr("which no card of dora-report refers to"));
  EXPECT_EQ(file("photo." + service + ".png"), "a photo");

  std::filesystem::create_symlink("/dev/stdout", folder_ / "stream.md");
  const ProgramResult stream = attach({"--service", service, "--output", "stream.md"});
  EXPECT_THAT(stream.output, AllOf(HasSubstr("### Deployment risk"), Not(HasSubstr("stream.md"))));
  EXPECT_FALSE(std::filesystem::exists(folder_ / ("stream." + service + ".png")));
}

// What answers our client must be what clients of others understand, too.
TEST_F(Attach, TheTestGitLabIsUnderstoodByAnotherClient) {
  serve();
  const std::string script = folder_.write("client.py", R"(
import gitlab, os
server = gitlab.Gitlab(os.environ['GITLAB_API_URL'], private_token=os.environ['PRIVATE_TOKEN'])
server.auth()
project = server.projects.get('platform/deployments')
request = project.mergerequests.get(390)
note = request.notes.create({'body': 'hello'})
note.body = 'changed'
note.save()
upload = project.upload('chart.png', filedata=b'png')
bodies = [each.body for each in request.notes.list(get_all=True)]
note.delete()
print(server.user.id, bodies, upload['url'], len(request.notes.list(get_all=True)))
)");
  const ProgramCall ours = call({});
  ProgramCall python;
  python.program = "/usr/bin/python3";
  python.arguments = {script};
  python.environment = ours.environment;
  const ProgramResult result = run_program(python);
  EXPECT_EQ(result.output, "71 ['changed'] /uploads/00000000000000000000000000000001/chart.png 0\n")
      << result.errors;
}

}  // namespace
}  // namespace dora::test
