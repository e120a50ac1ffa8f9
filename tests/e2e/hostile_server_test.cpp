// Tests that no answer of a hostile server leads to wrong figures, a crash, high memory use or a
// leaked token: runs `collect` once against every case of tests/tools/hostile_server.
#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <regex>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/e2e/dora_report.h"
#include "tests/support/sanitizers.h"
#include "tests/tools/hostile_server/server.h"

namespace dora::test::hostile {

/// What a failed test prints about its case.
void PrintTo(const Case& printed, std::ostream* out) {
  *out << printed.name;
}

}  // namespace dora::test::hostile

namespace dora::test {
namespace {

using hostile::Case;
using testing::HasSubstr;
using testing::Not;

/// Three times what all concurrent answers may take, and far less than a server could send.
constexpr std::size_t most_memory = std::size_t{768} << 20U;
/// For runs that do not end; does not measure speed.
const char* const kill_after_seconds = "150";
const std::string old_text = "what the last run left\n";

class HostileServer : public EndToEnd, public testing::WithParamInterface<Case> {
 protected:
  ProgramResult run_against(const std::string& url) {
    Arguments arguments{"--signal=KILL", kill_after_seconds,     DORA_REPORT, "collect",
                        "--project",     "platform/deployments", "--out",     "data"};
    const Arguments& own = GetParam().options;
    arguments.insert(arguments.end(), own.begin(), own.end());
    ProgramCall call = this->call(arguments, {{"PRIVATE_TOKEN", token}, {"GITLAB_API_URL", url}});
    call.program = "/usr/bin/timeout";
    return run_program(call);
  }

  void expect_outcome(const ProgramResult& result) const {
    const hostile::Outcome& outcome = GetParam().outcome;
    if (!outcome.told.empty()) {
      EXPECT_EQ(result.exit_code, 0);
      EXPECT_TRUE(std::regex_search(result.errors, std::regex(outcome.told))) << outcome.told;
      return;
    }
    if (result.exit_code == 0 && outcome.may_succeed) {
      EXPECT_EQ(jq("map_values(with_entries(select(.key | endswith(\"_rate\") | not)))",
                   folder_ / "data/summary.json"),
                hostile::honest_counts());
      return;
    }
    ASSERT_EQ(result.exit_code, outcome.words.empty() ? 0 : 1);
    EXPECT_THAT(result.errors, HasSubstr("dora-report: error: "));
    EXPECT_TRUE(std::regex_search(result.errors, std::regex(outcome.words)))
        << "not found: " << outcome.words;
    for (const char* name : files) {
      EXPECT_EQ(file(std::filesystem::path("data") / name), old_text) << name;
    }
  }

  void expect_no_token() const {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(std::filesystem::path(folder_.path()))) {
      if (entry.is_regular_file()) {
        EXPECT_EQ(files::read_file(entry.path()).find(token), std::string::npos) << entry.path();
      }
    }
  }

  static constexpr std::array<const char*, 5> files{"summary.json", "service_deployments.json",
                                                    "collection.json", "open_merge_requests.json",
                                                    "weeks.json"};
};

bool has_control_character(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char each) {
    return (static_cast<unsigned char>(each) < ' ' && each != '\n') || each == '\x7f';
  });
}

TEST_P(HostileServer, GivesCorrectFiguresOrAClearError) {
  for (const char* name : files) {
    folder_.write(std::string("data/") + name, old_text);
  }
  const hostile::Server other(hostile::all_cases().front());
  const hostile::Server server(GetParam(), other.url());
  const ProgramResult result = run_against(server.url());
  SCOPED_TRACE(GetParam().story + "\nstderr: " + result.errors.substr(0, 3000));
  EXPECT_THAT(server.received(), testing::Contains(HasSubstr("/merge_requests?")));
  expect_outcome(result);
  expect_no_token();
  EXPECT_THAT(result.output + result.errors, Not(HasSubstr(token)));
  EXPECT_FALSE(has_control_character(result.output + result.errors));
  EXPECT_LE(result.errors.size(), 10'000U) << "messages are bounded";
  EXPECT_THAT(other.received(), testing::IsEmpty()) << "nothing goes to another server";
  if (!sanitized) {
    EXPECT_LE(result.peak_memory, most_memory);
  }
  if (result.exit_code != 0) {
    EXPECT_EQ(result.output, "") << "stdout carries results only";
  }
}

INSTANTIATE_TEST_SUITE_P(, HostileServer, testing::ValuesIn(hostile::all_cases()),
                         [](const auto& tested) {
                           std::string name = tested.param.name;
                           std::erase_if(name, [](char each) { return each == '.'; });
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace dora::test
