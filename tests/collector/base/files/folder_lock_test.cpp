// Tests which locks on a folder exclude each other.
#include "collector/base/files/folder_lock.h"

#include <filesystem>
#include <optional>

#include <gmock/gmock.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::files {
namespace {

/// Returns why the lock was refused; empty if it was granted.
std::string refusal(const std::filesystem::path& folder, LockMode mode) {
  try {
    const FolderLock lock(folder, mode);
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

TEST(FolderLock, IsExclusiveOrShared) {
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

TEST(FolderLock, KnowsWhetherTheNameStillRefersToItsFolder) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directory(folder / "a");
  const FolderLock lock(folder / "a");
  EXPECT_TRUE(lock.holds(folder / "a"));
  std::filesystem::rename(folder / "a", folder / "b");
  EXPECT_FALSE(lock.holds(folder / "a"));
  EXPECT_TRUE(lock.holds(folder / "b"));
}

TEST(FolderLock, NamesAMissingFolder) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(refusal(folder / "none", LockMode::alone),
              testing::HasSubstr("cannot open the folder " + (folder / "none").string()));
}

}  // namespace
}  // namespace dora::files
