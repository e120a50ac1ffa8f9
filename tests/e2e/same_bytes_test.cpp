// The same merge requests give the same bytes, wherever and however often the program runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::Key;

class SameBytes : public EndToEnd {
 protected:
  void SetUp() override {
    start_server({"--services", "9", "--merge-requests", "700", "--months", "5"});
  }

  /// Publishes everything from scratch in a folder of its own.
  void generate(const std::string& where, const Arguments& more, const Environment& changes,
                const std::string& before = "") const {
    fs::create_directories(folder_ / where);
    Arguments all{"-c",
                  before + "exec \"$0\" \"$@\"",
                  DORA_REPORT,
                  "generate",
                  "--project",
                  "platform/deployments",
                  "--out",
                  "published/site",
                  "--single-file",
                  "published/weekly.html"};
    all.insert(all.end(), more.begin(), more.end());
    Environment environment = changes;
    environment.emplace("SOURCE_DATE_EPOCH", "1718614800");
    ProgramCall shell = call(all, environment);
    shell.program = "/bin/sh";
    shell.folder = folder_ / where;
    const ProgramResult result = run_program(shell);
    ASSERT_EQ(result.exit_code, 0) << result.errors;
  }

  /// Returns a folder with locales that write numbers and letters differently: `1,5`, and `I` as
  /// `ı`.
  std::string make_locales() const {
    fs::create_directories(folder_ / "locales");
    for (const char* name : {"de_DE", "tr_TR"}) {
      ProgramCall call;
      call.program = "/usr/bin/localedef";
      call.arguments = {"-i", name, "-f", "UTF-8",
                        folder_ / "locales" / (std::string(name) + ".UTF-8")};
      const ProgramResult result = run_program(call);
      EXPECT_EQ(result.exit_code, 0) << result.errors;
    }
    return folder_ / "locales";
  }
};

TEST_F(SameBytes, OnAnotherMachine) {
  generate("here", {}, {{"LC_ALL", "C.UTF-8"}, {"TZ", "UTC"}});
  const auto here = hashes("here/published");
  for (const char* name : {"weekly.html", "site/index.html", "site/feed.xml", "site/data.html",
                           "site/charts/combined_deployment_metrics.png",
                           "site/charts/combined_deployment_metrics.svg"}) {
    EXPECT_THAT(here, Contains(Key(name)));
  }
  const std::string locales = make_locales();
  // glibc does not free what it allocates for LOCPATH, which AddressSanitizer would report as our
  // leak.
  const std::pair<const std::string, std::string> no_leaks("ASAN_OPTIONS", "detect_leaks=0");
  generate("there/in a folder", {"--jobs", "3", "--data", "elsewhere"},
           {{"LC_ALL", "de_DE.UTF-8"}, {"LOCPATH", locales}, {"TZ", "Asia/Tokyo"}, no_leaks},
           "umask 077; ");
  EXPECT_EQ(hashes("there/in a folder/published"), here);
  generate("third", {"--jobs", "1"},
           {{"LC_ALL", "tr_TR.UTF-8"},
            {"LOCPATH", locales},
            {"TZ", "America/St_Johns"},
            {"HOME", "/nonexistent"},
            no_leaks});
  EXPECT_EQ(hashes("third/published"), here);
}

TEST_F(SameBytes, WithAnyNumberOfConcurrentRequests) {
  generate("one", {"--concurrency", "1"}, {});
  generate("many", {"--concurrency", "7"}, {});
  EXPECT_EQ(hashes("many/published"), hashes("one/published"));
}

TEST_F(SameBytes, WhateverEarlierRunsCollected) {
  const Arguments range{"--since", "2024-03-01"};
  Arguments full = range;
  full.emplace_back("--full");
  generate("fresh", range, {});
  const auto fresh = hashes("fresh/published");
  generate("again", {}, {});
  EXPECT_NE(hashes("again/published"), fresh) << "the range must make a difference";
  generate("again", range, {});
  EXPECT_EQ(hashes("again/published"), fresh);
  generate("again", range, {});
  EXPECT_EQ(hashes("again/published"), fresh);
  generate("again", full, {});
  EXPECT_EQ(hashes("again/published"), fresh);
}

TEST_F(SameBytes, AgainInTheSameFolder) {
  generate("here", {}, {});
  const auto first = hashes("here/published");
  fs::remove_all(folder_ / "here/dora-data");
  generate("here", {}, {});
  EXPECT_EQ(hashes("here/published"), first);
}

TEST_F(SameBytes, TheDateShownIsSourceDateEpoch) {
  generate("here", {}, {});
  EXPECT_NE(file("here/published/site/index.html").find("17 June 2024, 09:00 (UTC)"),
            std::string::npos);
  EXPECT_NE(file("here/published/weekly.html").find("17 June 2024, 09:00 (UTC)"),
            std::string::npos);
  generate("later", {}, {{"SOURCE_DATE_EPOCH", "1718701200"}});
  EXPECT_NE(file("later/published/site/index.html").find("18 June 2024, 09:00 (UTC)"),
            std::string::npos);
}

}  // namespace
}  // namespace dora::test
