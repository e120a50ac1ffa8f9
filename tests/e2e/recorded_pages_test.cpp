// Collects pages recorded from real GitLabs; skipped if they are missing. They belong to other
// projects and are not part of this one.
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "tests/e2e/dora_report.h"

namespace dora::test {
namespace {

/// DORA_RECORDED_PAGES, or `shared/data/gitlab` next to the project's own folder.
std::filesystem::path recordings() {
  const char* folder = std::getenv("DORA_RECORDED_PAGES");
  return folder != nullptr ? folder : RECORDED_PAGES;
}

std::vector<std::filesystem::path> recorded_pages() {
  std::vector<std::filesystem::path> pages;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(recordings(), absent)) {
    if (entry.path().extension() == ".json") {
      pages.push_back(entry.path());
    }
  }
  return pages;
}

using RecordedPages = EndToEnd;

// They have no service labels: with empty prefixes, every label is one. jq counts them, too.
TEST_F(RecordedPages, AreAllCounted) {
  const auto pages = recorded_pages();
  if (pages.empty()) {
    GTEST_SKIP() << "no recorded pages in " << recordings();
  }
  constexpr const char* expected = R"(
    map(.state |= sub("reopened"; "opened"))
    | {seen: length,
       in_flight: map(select(.state == "opened" or .state == "locked")) | length,
       counted: map(select((.state == "merged" or .state == "closed") and (.labels | length > 0)))
         | length,
       without_service_label:
         map(select((.state == "merged" or .state == "closed") and (.labels | length == 0)))
         | length,
       unknown_state: 0}
  )";
  constexpr const char* counted =
      ".merge_requests | {seen, in_flight, counted, without_service_label, unknown_state}";
  for (const auto& page : pages) {
    start_server({"--data", page.string()});
    const std::string data = page.stem().string();
    const ProgramResult result = run({"collect", "--project", "platform/deployments", "--out", data,
                                      "--service-prefix", "", "--tier-prefix", ""});
    ASSERT_EQ(result.exit_code, 0) << page << "\n" << result.errors;
    EXPECT_EQ(jq(counted, folder_ / data / "collection.json"), jq(expected, page)) << page;
  }
}

}  // namespace
}  // namespace dora::test
