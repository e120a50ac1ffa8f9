// Tests when two files are the same, and when a file is no longer the same.
#include "reports/site/same_file.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

TEST(SameFile, ContainsExactlyTheBytes) {
  const TemporaryFolder folder;
  const std::string large(200'000, 'x');  // Several reads.
  const fs::path file = folder.write("a", large);
  EXPECT_TRUE(file_that_holds(file, large));
  EXPECT_FALSE(file_that_holds(file, large + "x"));
  EXPECT_FALSE(file_that_holds(file, large.substr(1)));
  EXPECT_FALSE(file_that_holds(file, large.substr(1) + "y"));
  EXPECT_TRUE(file_that_holds(folder.write("empty", ""), ""));
}

TEST(SameFile, IsARegularFile) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("a", "text");
  fs::create_symlink(file, folder / "link");
  for (const fs::path& other : {folder / "link", folder / "absent", folder.path()}) {
    EXPECT_FALSE(identity_of(other)) << other;
    EXPECT_FALSE(file_that_holds(other, "text")) << other;
  }
}

TEST(SameFile, IsTheOpenOneOrALinkToIt) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("a", "text");
  fs::create_hard_link(file, folder / "link");
  EXPECT_EQ(identity_of(files::open_named_file(file)), identity_of(folder / "link"));
  EXPECT_NE(identity_of(file), identity_of(folder.write("copy", "text")));
  EXPECT_EQ(identity_of(file)->links, 2U);
}

TEST(SameFile, KeepsItsIdentityUntilItIsReplaced) {
  const TemporaryFolder folder;
  const fs::path file = folder.write("a", "text");
  const auto before = identity_of(file);
  fs::create_hard_link(file, folder / "link");
  EXPECT_EQ(identity_of(file), before);
  files::write_file(file, "text");
  EXPECT_NE(identity_of(file), before);
}

}  // namespace
}  // namespace dora::site
