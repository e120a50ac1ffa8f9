// Tests who may hold a folder beside whom.
#include "collector/base/files/folder_lock.h"

#include <filesystem>
#include <optional>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::files {
namespace {

/// What refuses the lock; empty when it is had.
std::string refusal(const std::filesystem::path& folder, LockMode mode) {
  try {
    const FolderLock lock(folder, mode);
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

TEST(FolderLock, IsHeldAloneOrBesideOthersThatShareIt) {
  const test::TemporaryFolder folder;
  std::optional<FolderLock> first(std::in_place, folder.path(), LockMode::alone);
  for (const LockMode mode : {LockMode::alone, LockMode::shared}) {
    EXPECT_THAT(refusal(folder.path(), mode), testing::HasSubstr("another run is writing it"));
  }
  first.reset();
  first.emplace(folder.path(), LockMode::shared);
  EXPECT_EQ(refusal(folder.path(), LockMode::shared), "");
  EXPECT_THAT(refusal(folder.path(), LockMode::alone), testing::HasSubstr(folder.path().string()));
}

TEST(FolderLock, KnowsWhetherTheNameStillMeansItsFolder) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "a");
  const FolderLock lock(folder / "a");
  EXPECT_TRUE(lock.holds(folder / "a"));
  std::filesystem::rename(folder / "a", folder / "b");
  EXPECT_FALSE(lock.holds(folder / "a"));
  EXPECT_TRUE(lock.holds(folder / "b"));
}

TEST(FolderLock, NamesAFolderThatIsNotThere) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(refusal(folder / "none", LockMode::alone),
              testing::HasSubstr("cannot open the folder " + (folder / "none").string()));
}

}  // namespace
}  // namespace dora::files
