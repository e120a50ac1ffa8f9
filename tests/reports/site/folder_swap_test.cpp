// Tests that a folder takes the place of another one.
#include "reports/site/folder_swap.h"

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/reports/expect_error.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

using test::fails_with;
using test::TemporaryFolder;

TEST(PutInPlace, ExchangesTheFolders) {
  const TemporaryFolder folder;
  folder.write("new/index.html", "new");
  folder.write("site/index.html", "old");
  put_in_place(folder / "new", folder / "site", folder / "aside");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
  EXPECT_EQ(files::read_file(folder / "aside/index.html"), "old");
}

TEST(PutInPlace, PutsNothingAsideWithoutAnOldSite) {
  const TemporaryFolder folder;
  folder.write("new/index.html", "new");
  put_in_place(folder / "new", folder / "site", folder / "aside");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
  EXPECT_FALSE(std::filesystem::exists(folder / "aside"));
}

TEST(ReplaceByRenames, PutsTheOldSiteAside) {
  const TemporaryFolder folder;
  folder.write("new/index.html", "new");
  folder.write("site/index.html", "old");
  replace_by_renames(folder / "new", folder / "site", folder / "aside");
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "new");
  EXPECT_EQ(files::read_file(folder / "aside/index.html"), "old");
}

TEST(ReplaceByRenames, PutsTheOldSiteBackWhenTheNewOneCannotBeMoved) {
  const TemporaryFolder folder;
  folder.write("site/index.html", "old");
  EXPECT_TRUE(fails_with({(folder / "site").string()}, [&] {
    replace_by_renames(folder / "absent", folder / "site", folder / "aside");
  }));
  EXPECT_EQ(files::read_file(folder / "site/index.html"), "old");
}

}  // namespace
}  // namespace dora::site
