// Tests that every change to a file changes its stamp.
#include "renderer/journal/file_stamp.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dora::journal {
namespace {

namespace fs = std::filesystem;

/// Rewrites the file in place until the file clock has ticked.
void rewrite(const fs::path& file, const FileStamp& before) {
  do {
    std::ofstream(file, std::ios::trunc) << "new";
  } while (stamp_of(file)->changed == before.changed);
}

TEST(FileStamp, DetectsAnAlteredFileOfTheSameSizeAndTime) {
  const test::TemporaryFolder folder;
  const fs::path file = folder.write("file", "old");
  const auto before = stamp_of(file);
  ASSERT_TRUE(before);
  EXPECT_EQ(stamp_of(file), before);
  EXPECT_EQ(before->size, 3);
  const fs::file_time_type time = fs::last_write_time(file);
  rewrite(file, *before);
  fs::last_write_time(file, time);
  const auto after = stamp_of(file);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->size, before->size);
  EXPECT_EQ(after->modified, before->modified);
  EXPECT_NE(after, before);
}

TEST(FileStamp, ExistsOnlyForRegularFiles) {
  const test::TemporaryFolder folder;
  EXPECT_FALSE(stamp_of(folder / "none"));
  EXPECT_FALSE(stamp_of(folder.path()));
}

}  // namespace
}  // namespace dora::journal
