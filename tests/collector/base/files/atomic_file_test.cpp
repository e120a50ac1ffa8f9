// Tests that a file is replaced completely or not at all.
#include "collector/base/files/atomic_file.h"

#include <csignal>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::files {
namespace {

using test::error_of;
namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(AtomicFile, AppearsOnCommitAndLeavesNothingElse) {
  const test::TemporaryFolder folder;
  const fs::path path = folder / "out.json";
  AtomicFile file(path);
  file.write("one ");
  file.write(std::string(200'000, 'x'));
  EXPECT_FALSE(fs::exists(path));
  file.commit();
  EXPECT_EQ(read_file(path), "one " + std::string(200'000, 'x'));
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(AtomicFile, WithoutCommitTheOldFileStays) {
  const test::TemporaryFolder folder;
  const fs::path path = folder.write("out.json", "old");
  {
    AtomicFile file(path);
    file.write(std::string(200'000, 'x'));
    EXPECT_EQ(read_file(path), "old");
  }
  EXPECT_EQ(read_file(path), "old");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(AtomicFile, ReplacesALongerFile) {
  const test::TemporaryFolder folder;
  const fs::path path = folder.write("out.json", "something long");
  write_file(path, "new");
  EXPECT_EQ(read_file(path), "new");
}

TEST(AtomicFile, ReusesWhatAKilledRunLeftBehind) {
  const test::TemporaryFolder folder;
  folder.write(".out.json.tmp", "half of a long text that a killed run wrote");
  write_file(folder / "out.json", "new");
  EXPECT_EQ(read_file(folder / "out.json"), "new");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(AtomicFile, RefusesASecondWriterUntilTheFirstIsDone) {
  const test::TemporaryFolder folder;
  const fs::path path = folder / "out.json";
  {
    AtomicFile first(path);
    EXPECT_THAT(error_of([&] { AtomicFile second(path); }),
                HasSubstr("out.json: another run is writing it"));
    first.write("first");
    first.commit();
  }
  write_file(path, "second");
  EXPECT_EQ(read_file(path), "second");
}

TEST(AtomicFile, NeverFollowsALinkInTheWay) {
  const test::TemporaryFolder folder;
  const fs::path victim = folder.write("victim", "precious");
  fs::create_symlink(victim, folder / ".out.json.tmp");
  EXPECT_THAT(error_of([&] { write_file(folder / "out.json", "x"); }), HasSubstr("out.json"));
  EXPECT_EQ(read_file(victim), "precious");
}

TEST(AtomicFile, TouchesNoOtherFileThroughItsTemporaryName) {
  const test::TemporaryFolder folder;
  const fs::path victim = folder.write("victim", "precious");
  fs::create_hard_link(victim, folder / ".out.json.tmp");
  ASSERT_EQ(::mkfifo((folder / ".pipe.json.tmp").c_str(), 0600), 0);
  EXPECT_THAT(error_of([&] { write_file(folder / "out.json", "x"); }),
              AllOf(HasSubstr(".out.json.tmp is in the way"), HasSubstr("hard link")));
  EXPECT_THAT(error_of([&] { write_file(folder / "pipe.json", "x"); }),
              AllOf(HasSubstr(".pipe.json.tmp is in the way"), HasSubstr("a named pipe")));
  EXPECT_EQ(read_file(victim), "precious");
}

TEST(AtomicFile, ReplacesOnlyRegularFiles) {
  const test::TemporaryFolder folder;
  const fs::path victim = folder.write("victim", "precious");
  fs::create_symlink(victim, folder / "link");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(error_of([&] { write_file(folder / "link", "x"); }),
              HasSubstr("link: it is a symbolic link, which would be replaced"));
  EXPECT_THAT(error_of([&] { write_file(folder / "pipe", "x"); }),
              HasSubstr("pipe: it is a named pipe, which would be replaced"));
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_TRUE(fs::is_fifo(folder / "pipe"));
  EXPECT_EQ(read_file(victim), "precious");
  AtomicFile late(folder / "late");
  fs::create_symlink(victim, folder / "late");
  EXPECT_THAT(error_of([&] { late.commit(); }), HasSubstr("late: it is a symbolic link"));
  EXPECT_TRUE(fs::is_symlink(folder / "late"));
}

TEST(AtomicFile, NamesTheFileAndTheCause) {
  const test::TemporaryFolder folder;
  const fs::path file = folder.write("file", "");
  EXPECT_THAT(error_of([&] { AtomicFile f(folder / "missing/out.json"); }),
              HasSubstr("missing/out.json: No such file or directory"));
  EXPECT_THAT(error_of([&] { AtomicFile f(file / "out.json"); }), HasSubstr("Not a directory"));
  fs::create_directory(folder / "taken");
  EXPECT_THAT(error_of([&] { write_file(folder / "taken", "x"); }), HasSubstr("Is a directory"));
}

/// Runs `check` in a child process, which can give up limits and permissions for good.
template <class Check>
bool holds_in_child(Check check) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(check() ? 0 : 1);
  }
  int status = -1;
  return ::waitpid(child, &status, 0) == child && status == 0;
}

TEST(AtomicFile, AFolderWithoutPermissionIsAnError) {
  const test::TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms{0755});
  fs::create_directory(folder / "locked");
  fs::permissions(folder / "locked", fs::perms{0555});
  EXPECT_TRUE(holds_in_child([&] {
    constexpr uid_t nobody = 65534;  // Root may write everywhere.
    const bool ordinary = ::geteuid() != 0 || ::seteuid(nobody) == 0;
    const std::string message = error_of([&] { AtomicFile f(folder / "locked/out.json"); });
    return ordinary && message.find("locked/out.json: Permission denied") != std::string::npos;
  }));
}

TEST(AtomicFile, AFullDiskLeavesTheOldFile) {
  const test::TemporaryFolder folder;
  const fs::path path = folder.write("out.json", "old");
  EXPECT_TRUE(holds_in_child([&] {
    // A limit on file sizes stands in for a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const std::string message = error_of([&] { write_file(path, std::string(100'000, 'x')); });
    return message.find("out.json: File too large") != std::string::npos;
  }));
  EXPECT_EQ(read_file(path), "old");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(ReadFile, ReadsBytesUnchangedAndNamesWhatItCannotRead) {
  const test::TemporaryFolder folder;
  const std::string bytes("a\0\xff\r\n", 5);
  EXPECT_EQ(read_file(folder.write("bytes", bytes)), bytes);
  EXPECT_THAT(error_of([&] { read_file(folder / "none"); }),
              HasSubstr("none: No such file or directory"));
  EXPECT_THAT(error_of([&] { read_file(folder.path()); }), HasSubstr("Is a directory"));
}

TEST(MakeFolder, MakesParentsAndAcceptsWhatExists) {
  const test::TemporaryFolder folder;
  make_folder(folder / "a/b/c");
  make_folder(folder / "a/b/c");
  EXPECT_TRUE(fs::is_directory(folder / "a/b/c"));
  folder.write("file", "");
  EXPECT_THAT(error_of([&] { make_folder(folder / "file/sub"); }), HasSubstr("file/sub"));
}

}  // namespace
}  // namespace dora::files
