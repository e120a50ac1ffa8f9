// Tests the list of its files that a site contains.
#include "reports/site/site_marker.h"

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"
#include "tests/reports/published.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

using test::fails_with;
using test::TemporaryFolder;

TEST(SiteMarker, ListsFilesInOrder) {
  const std::string text = marker_text({"b", "a"});
  EXPECT_TRUE(text.ends_with(":\na\nb\n")) << text;
}

TEST(SiteMarker, IsCompleteWithOnlyItsFirstLine) {
  const TemporaryFolder folder;
  folder.write("forged/.dora-report-site", "Any other line\nmine.txt\n");
  folder.write("forged/mine.txt", "mine");
  folder.write("ours/.dora-report-site", marker_text({"mine.txt"}));
  folder.write("ours/mine.txt", "ours");
  EXPECT_FALSE(is_written_by_us(folder / "forged"));
  EXPECT_TRUE(is_written_by_us(folder / "ours"));
  EXPECT_TRUE(fails_with({"is not a report"}, [&] { require_replaceable(folder / "forged"); }));
  require_replaceable(folder / "ours");
  remove_listed(folder / "forged");
  EXPECT_TRUE(std::filesystem::exists(folder / "forged/mine.txt"));
  EXPECT_FALSE(is_written_by_us(folder / "absent"));
}

TEST(SiteMarker, RemovesOnlyListedFilesAndNoneBehindALink) {
  const TemporaryFolder folder;
  folder.write("mine/a.html", "mine");
  folder.write("site/.dora-report-site", marker_text({"index.html", "link/a.html"}));
  folder.write("site/index.html", "ours");
  folder.write("site/other.html", "mine");
  std::filesystem::create_directory_symlink(folder / "mine", folder / "site/link");
  EXPECT_FALSE(is_written_by_us(folder / "site"));
  remove_listed(folder / "site");
  EXPECT_EQ(test::entries(folder.path()),
            (std::set<std::string>{"mine", "mine/a.html", "site", "site/.dora-report-site",
                                   "site/link", "site/other.html"}));
}

}  // namespace
}  // namespace dora::site
