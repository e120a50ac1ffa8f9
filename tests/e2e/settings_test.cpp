// The sources of settings and their precedence, and what the program says about itself.
#include <cstring>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

class Settings : public EndToEnd {
 protected:
  void SetUp() override { start_server({"--merge-requests", "50", "--services", "3"}); }

  /// Returns the project requested, taken from the URL that the program reports as missing.
  std::string requested_project(const Arguments& arguments, const Environment& environment) const {
    Arguments all{"collect", "--out", "data", "--attempts", "1"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const ProgramResult result = run(all, environment);
    const auto from = result.errors.find("/projects/");
    return from == std::string::npos
               ? result.errors
               : result.errors.substr(from + 10, result.errors.find(' ', from) - from - 10);
  }
};

TEST_F(Settings, FlagsThenEnvironmentThenDotenvThenConfigThenCiVariables) {
  folder_.write(".env", "PROJECT_ID=dotenv/x\n");
  folder_.write("dora-report.toml", "project = \"config/x\"\n");
  const Environment environment{{"PROJECT_ID", "environment/x"}, {"CI_PROJECT_ID", "77"}};
  const Environment only_ci{{"CI_PROJECT_ID", "77"}};
  const Arguments config{"--config", "dora-report.toml"};
  EXPECT_EQ(requested_project({"--project", "flag/x", "--config", "dora-report.toml"}, environment),
            "flag%2Fx");
  EXPECT_EQ(requested_project(config, environment), "environment%2Fx");
  EXPECT_EQ(requested_project(config, only_ci), "dotenv%2Fx");
  std::filesystem::remove(folder_ / ".env");
  EXPECT_EQ(requested_project(config, only_ci), "config%2Fx");
  EXPECT_EQ(requested_project({}, only_ci), "config%2Fx") << "read without --config, too";
  std::filesystem::remove(folder_ / "dora-report.toml");
  EXPECT_EQ(requested_project({}, only_ci), "77");
  const ProgramResult none = run({"collect", "--out", "data"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.errors, AllOf(HasSubstr("no project is given"), HasSubstr("PROJECT_ID")));
}

TEST_F(Settings, TheServerComesFromTheSamePlaces) {
  const Environment ci{{"GITLAB_API_URL", ""}, {"CI_API_V4_URL", server().api_url()}};
  EXPECT_EQ(collect({}, ci).exit_code, 0);
  const Environment wrong{{"GITLAB_API_URL", "http://127.0.0.1:1"},
                          {"CI_API_V4_URL", server().api_url()}};
  EXPECT_THAT(collect({"--attempts", "1"}, wrong).errors, HasSubstr("127.0.0.1:1"));
  EXPECT_EQ(collect({"--api-url", server().base_url()}, wrong).exit_code, 0);
}

TEST_F(Settings, TheTokenMayBeInDotenv) {
  folder_.write(".env", "PRIVATE_TOKEN='" + std::string(token) + "'\n");
  EXPECT_EQ(collect({}, {{"PRIVATE_TOKEN", ""}}).exit_code, 0);
  folder_.write(".env", "PRIVATE_TOKEN\n");
  const ProgramResult broken = collect();
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_THAT(broken.errors, HasSubstr(".env, line 1"));
}

TEST_F(Settings, DotenvDoesNotReachTheEnvironment) {
  folder_.write("summary.json", R"({"x fake:environment": {"2024-01": 1, "2024-01_failed": 0, )"
                                R"("2024-01_failure_rate": 0.0}})");
  const std::string proxy = "http://127.0.0.1:1";
  folder_.write(".env",
                "LD_LIBRARY_PATH=/evil\nPATH=/evil\nOPENSSL_CONF=evil\n"
                "SSLKEYLOGFILE=evil\nhttps_proxy=" +
                    proxy + "\nhttp_proxy=" + proxy + "\nGNUPLOT_DRIVER_DIR=/evil\n");
  EXPECT_EQ(collect().exit_code, 0) << "without a proxy";
  const ProgramResult drawn = run({"render", "--summary", "summary.json", "--out", "charts",
                                   "--gnuplot", FAKE_GNUPLOT, "--png", "gnuplot"});
  EXPECT_EQ(drawn.exit_code, 0) << drawn.errors;
  bool seen = false;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
    if (entry.path().filename() == "environment") {
      seen = true;
      EXPECT_THAT(files::read_file(entry.path()), testing::Not(HasSubstr("evil")));
    }
    EXPECT_NE(entry.path().filename(), "evil");
  }
  EXPECT_TRUE(seen) << "the fake gnuplot wrote no environment";
}

TEST_F(Settings, AFileInTheFolderSendsNoTokenElsewhere) {
  folder_.write(".env", "GITLAB_API_URL=" + server().base_url() + "\n");
  const ProgramResult refused = collect({}, {{"GITLAB_API_URL", ""}});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors,
              AllOf(HasSubstr("GITLAB_API_URL in .env"), HasSubstr("PRIVATE_TOKEN in the"),
                    testing::Not(HasSubstr(token))));
  EXPECT_THAT(server().requests(), testing::IsEmpty());
  EXPECT_EQ(collect({}, {{"GITLAB_API_URL", ""}, {"CI_API_V4_URL", server().api_url()}}).exit_code,
            0);
}

TEST_F(Settings, AFileInTheFolderPublishesNothingFromElsewhere) {
  for (const char* line :
       {"theme = \"/proc/self/environ\"", "templates = \"..\"", "bands = \"/x.json\"",
        "data = \"/tmp\"", "charts = \"/tmp\"", "out = \"../site\"",
        "site-url = \"https://evil.example\"", "single-file = \"x.html\"", "log-file = \"x\""}) {
    folder_.write("dora-report.toml", std::string(line) + "\n");
    const ProgramResult refused = run({"report", "--title", "x"});
    EXPECT_EQ(refused.exit_code, 2) << line;
    EXPECT_THAT(refused.errors, HasSubstr("give --" + std::string(line, std::strcspn(line, " "))));
  }
}

TEST_F(Settings, AProjectInTwoSpellingsIsCountedOnce) {
  EXPECT_EQ(collect().exit_code, 0);
  const std::string once = files::read_file(folder_ / "data/summary.json");
  const ProgramResult twice = collect({"--project", "4242"});
  EXPECT_EQ(twice.exit_code, 0) << twice.errors;
  EXPECT_THAT(twice.errors, HasSubstr("which was named before; counted once"));
  EXPECT_EQ(files::read_file(folder_ / "data/summary.json"), once);
}

TEST_F(Settings, ATokenMayComeFromAPipe) {
  ProgramCall piped = call({"collect", "--project", "platform/deployments", "--out", "data",
                            "--token-file", "/dev/stdin"},
                           {{"PRIVATE_TOKEN", ""}});
  piped.input = std::string(token) + "\n";
  const ProgramResult result = run_program(piped);
  EXPECT_EQ(result.exit_code, 0) << result.errors;
}

TEST_F(Settings, MistypedOptionsDoNotRepeatSecrets) {
  for (const Arguments& arguments :
       {Arguments{"collect", "--token", token},
        Arguments{"collect", std::string("--token=") + token}, Arguments{token},
        Arguments{"collect", "--jobs", "1", token},
        Arguments{"collect", "--out", "data", "--project", "1", "--token-file", token},
        Arguments{"collect", "--concurrency", token}, Arguments{"--config", token},
        Arguments{"collect", "--period", token}, Arguments{"collect", "--ca-file", token}}) {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments.back();
    EXPECT_THAT(result.errors, testing::Not(HasSubstr("s3cret")));
  }
}

TEST_F(Settings, ALostResultIsAFailure) {
  const std::string program = DORA_REPORT;
  for (const char* to : {">/dev/full", ">&-"}) {
    for (const char* command : {" --help", " collect --project platform/deployments --out data"}) {
      ProgramCall shell = call({"-c", program + command + " " + to});
      shell.program = "/bin/sh";
      const ProgramResult result = run_program(shell);
      EXPECT_EQ(result.exit_code, 1) << command << to;
      EXPECT_THAT(result.errors, HasSubstr("cannot write to stdout"));
    }
  }
  const ProgramResult log = collect({"--log-file", "/dev/full"});
  EXPECT_EQ(log.exit_code, 1);
  EXPECT_THAT(log.errors, HasSubstr("cannot write the log file /dev/full: No space"));
}

TEST_F(Settings, AFileSizeLimitIsAClearError) {
  ProgramCall shell = call({"-c", std::string("ulimit -f 0; exec ") + DORA_REPORT +
                                      " collect --project platform/deployments --out data"});
  shell.program = "/bin/sh";
  const ProgramResult result = run_program(shell);
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("dora-report: error: "));
}

TEST_F(Settings, OneConfigFileServesAllCommands) {
  folder_.write("c.toml",
                "period = \"quarter\"\njobs = 2\nquiet = true\n[collect]\nout = \"from-config\"\n"
                "[render]\nsize = \"600x300\"\n");
  const ProgramResult result =
      run({"collect", "--project", "platform/deployments", "--config", "c.toml"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(jq(".period", folder_ / "from-config/collection.json"), "\"quarter\"\n");
}

TEST_F(Settings, NamesInvalidConfigFiles) {
  folder_.write("typo.toml", "perriod = \"week\"\n");
  folder_.write("section.toml", "[colect]\nout = \"x\"\n");
  folder_.write("value.toml", "period = \"year\"\n");
  const std::pair<const char*, const char*> table[] = {{"typo.toml", "'perriod'"},
                                                       {"section.toml", "'colect.out'"},
                                                       {"value.toml", "--period"},
                                                       {"absent.toml", "absent.toml"}};
  for (const auto& [name, message] : table) {
    const ProgramResult result = collect({"--config", name});
    EXPECT_EQ(result.exit_code, 2) << name;
    EXPECT_THAT(result.errors, HasSubstr(message)) << name;
  }
}

TEST_F(Settings, LogFileHoldsTimeLevelAndMessage) {
  start_server({"--merge-requests", "50", "--services", "3", "--fail", "503:first=1"});
  ASSERT_EQ(collect({"--log-file", "run.log"}).exit_code, 0);
  EXPECT_THAT(file("run.log"),
              HasSubstr(" - info - platform/deployments: first run: 50 merge requests ("));
  EXPECT_THAT(file("run.log"), HasSubstr(": HTTP 503; retrying in "));
  EXPECT_THAT(file("run.log"), HasSubstr(" - debug - "));
  EXPECT_THAT(file("run.log").substr(0, 26), MatchesRegex("....-..-.. ..:..:..\\.... -.*"));
  const ProgramResult result = collect({"--log-file", "no/such/folder/run.log"});
  EXPECT_EQ(result.exit_code, 0) << "its folder is created";
}

TEST_F(Settings, QuietKeepsWarningsAndErrors) {
  EXPECT_THAT(collect().errors, HasSubstr("first run: 50 merge requests"));
  EXPECT_EQ(collect({"--quiet"}).errors, "");
  EXPECT_THAT(collect({"--quiet", "--service-prefix", "x"}).errors, HasSubstr("warning: "));
  EXPECT_THAT(collect({"--quiet", "--period", "x"}).errors, HasSubstr("error: "));
}

TEST_F(Settings, HelpAndVersionGoToStdout) {
  const ProgramResult version = run({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.output, MatchesRegex("dora-report [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  const ProgramResult help = run({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"collect", "render", "report", "generate"}) {
    EXPECT_THAT(help.output, HasSubstr(command));
    const ProgramResult more = run({command, "--help"});
    EXPECT_EQ(more.exit_code, 0) << command;
    EXPECT_THAT(more.output, AllOf(HasSubstr("--out"), HasSubstr("Example"))) << command;
    std::istringstream lines(more.output);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), 80U) << command << ": " << line;
    }
  }
}

TEST_F(Settings, NoCommandAndUnknownCommandsAreUsageErrors) {
  for (const Arguments& arguments : {Arguments{}, Arguments{"colect"}}) {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.errors, HasSubstr("dora-report --help"));
    EXPECT_EQ(result.output, "");
  }
  EXPECT_THAT(run({"colect"}).errors, HasSubstr("colect"));
}

TEST_F(Settings, MistypedNamesAreGuessed) {
  const std::pair<Arguments, const char*> table[] = {
      {{"generate", "--projct", "x"},
       "unknown option --projct: did you mean --project? See 'dora-report generate --help'"},
      {{"report", "--output", "x"}, "did you mean --out? See 'dora-report report --help'"},
      {{"genrate"}, "did you mean generate? See 'dora-report --help'"},
      {{"collect", "--out", "x", "--frobnicate"},
       "unknown option --frobnicate; see 'dora-report collect --help'"}};
  for (const auto& [arguments, words] : table) {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.errors, HasSubstr(words));
  }
}

TEST_F(Settings, HelpAndVersionHaveTheirUsualNames) {
  EXPECT_EQ(run({"help"}).output, run({"--help"}).output);
  EXPECT_EQ(run({"help", "render"}).output, run({"render", "--help"}).output);
  EXPECT_EQ(run({"version"}).output, run({"--version"}).output);
  EXPECT_EQ(run({"-V"}).output, run({"--version"}).output);
}

TEST_F(Settings, RareOptionsAreInTheWholeHelpOnly) {
  const std::string some = run({"collect", "--help"}).output;
  const std::string all = run({"collect", "--help-all"}).output;
  EXPECT_THAT(some, Not(HasSubstr("--stall-timeout")));
  EXPECT_THAT(some, HasSubstr("--help-all shows "));
  EXPECT_THAT(all, HasSubstr("--stall-timeout"));
  EXPECT_LT(some.find("--project"), some.find("GitLab:")) << "what is needed stands first";
}

TEST_F(Settings, InitWritesAConfigFileWithEveryOption) {
  const ProgramResult result = run({"init"});
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  const std::string config = file("dora-report.toml");
  for (const char* line : {"\n#service-prefix = \"service:\"\n", "\n#scale = 1\n",
                           "\n#full = true\n", "\n#site-url = \"URL\"\n"}) {
    EXPECT_THAT(config, HasSubstr(line));
  }
  EXPECT_THAT(config, Not(HasSubstr("\n#help")));
  EXPECT_THAT(run({"collect", "--out", "x"}).errors, HasSubstr("no project is given"))
      << "nothing in it is set";
  const std::string script = folder_.write("check.py", R"(
import re, tomllib
text = open('dora-report.toml').read()
settings = tomllib.loads('\n'.join(re.findall(r'^#(\[[a-z]+\]|[a-z-]+ = .*)$', text, re.M)))
print(len(settings) > 50, settings['notify']['format'], settings['annotate']['format'])
)");
  ProgramCall python;
  python.program = "/usr/bin/python3";
  python.arguments = {script};
  python.folder = folder_.path();
  EXPECT_EQ(run_program(python).output, "True CHAT jsonl\n");
  EXPECT_EQ(run({"init"}).exit_code, 2) << "nothing is replaced";
}

TEST_F(Settings, BashCompletesCommandsAndOptions) {
  const std::string script = run({"completion", "bash"}).output;
  folder_.write("completion", script);
  const auto completed = [&](const std::string& words, const std::string& number) {
    ProgramCall bash;
    bash.program = "/bin/bash";
    bash.arguments = {"-c",
                      "source ./completion; COMP_WORDS=(" + words + "); COMP_CWORD=" + number +
                          "; _dora_report; echo \"${COMPREPLY[*]}\"; complete -p dora-report"};
    bash.folder = folder_.path();
    return run_program(bash).output;
  };
  EXPECT_THAT(completed("dora-report re", "1"), StartsWith("render report\n"));
  EXPECT_THAT(completed("dora-report collect --service-", "2"),
              StartsWith("--service-prefix --service-from\n"));
  EXPECT_THAT(completed("dora-report report --theme x", "3"), StartsWith("\n")) << "a file's name";
  EXPECT_THAT(completed("dora-report re", "1"), HasSubstr("-F _dora_report dora-report"));
  EXPECT_EQ(run({"completion", "tcsh"}).exit_code, 2);
}

TEST_F(Settings, FishAndZshReadTheirCompletions) {
  folder_.write("dora-report.fish", run({"completion", "fish"}).output);
  folder_.write("_dora-report", run({"completion", "zsh"}).output);
  ProgramCall fish;
  fish.program = "/usr/bin/fish";
  fish.arguments = {"--no-config", "-c",
                    "source dora-report.fish; complete -C 'dora-report collect --tier-p'"};
  fish.folder = folder_.path();
  fish.environment.push_back("HOME=" + folder_.path().string());
  EXPECT_THAT(run_program(fish).output, HasSubstr("--tier-prefix"));
  ProgramCall zsh;
  zsh.program = "/usr/bin/zsh";
  zsh.arguments = {"-f", "-n", "_dora-report"};
  zsh.folder = folder_.path();
  const ProgramResult read = run_program(zsh);
  EXPECT_EQ(read.exit_code, 0) << read.errors;
}

}  // namespace
}  // namespace dora::test
