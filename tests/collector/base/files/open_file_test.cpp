// Tests that only regular files are opened, without blocking, and none through a link inside a
// folder.
#include "collector/base/files/open_file.h"

#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"
#include "tests/support/temporary_folder.h"

namespace dora::files {
namespace {

using test::error_of;
namespace fs = std::filesystem;
using test::TemporaryFolder;
using testing::AllOf;
using testing::HasSubstr;

TEST(OpenFile, ReadsAFileInsideAFolderAndBelow) {
  const TemporaryFolder folder;
  const std::string bytes = std::string(20'000, 'x') + std::string("a\0\xff\r\n", 5);
  folder.write("a/b/file", bytes);
  EXPECT_EQ(read_all(open_file_inside(folder.path(), "a/b/file")), bytes);
  EXPECT_EQ(open_file_inside(folder.path(), "a/b/file").size, 20'005);
  EXPECT_EQ(read_all(open_named_file(folder / "a/b/file")), bytes);
  EXPECT_EQ(read_all(open_named_file(folder.write("empty", ""))), "");
}

TEST(OpenFile, FollowsALinkToTheFolderButNoneInside) {
  const TemporaryFolder folder;
  folder.write("real/sub/file", "inside");
  const fs::path secret = folder.write("secret", "secret");
  fs::create_directory_symlink(folder / "real", folder / "link");
  fs::create_directory_symlink(folder.path(), folder / "real/out");
  fs::create_symlink(secret, folder / "real/file");
  EXPECT_EQ(read_all(open_file_inside(folder / "link", "sub/file")), "inside");
  for (const char* name : {"file", "out/secret"}) {
    EXPECT_THAT(error_of([&] { open_file_inside(folder / "real", name); }),
                AllOf(HasSubstr(name), HasSubstr("is a symbolic link")));
  }
  EXPECT_EQ(read_all(open_named_file(folder / "real/file")), "secret");
}

TEST(OpenFile, NoNameLeadsOutOfTheFolder) {
  const TemporaryFolder folder;
  folder.write("secret", "secret");
  folder.write("real/file", "inside");
  for (const char* name :
       {"../secret", "sub/../../secret", "..", ".", "", "/etc/passwd", "file/"}) {
    EXPECT_THAT(error_of([&] { open_file_inside(folder / "real", name); }),
                HasSubstr("cannot read"))
        << name;
  }
}

TEST(OpenFile, RefusesOtherThanRegularFilesWithoutBlocking) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_directory(folder / "sub");
  for (const auto& each : {std::pair("pipe", "pipe: it is a named pipe, not a regular file"),
                           std::pair("sub", "sub: Is a directory"),
                           std::pair("none", "none: No such file or directory")}) {
    const auto [file, words] = each;
    const std::string name = file;  // Clang 14 cannot capture structured bindings.
    EXPECT_THAT(error_of([&] { open_named_file(folder / name); }), HasSubstr(words));
    EXPECT_THAT(error_of([&] { open_file_inside(folder.path(), name); }), HasSubstr(words));
  }
  EXPECT_THAT(error_of([&] { open_named_file("/dev/null"); }), HasSubstr("it is a device"));
}

TEST(OpenFile, OptionFilesFollowNoLinkBelowTheWorkingFolder) {
  const TemporaryFolder folder;
  folder.write("secret", "secret");
  folder.write("work/theme.css", "theme");
  fs::create_symlink("../secret", folder / "work/link.css");
  fs::create_directory_symlink("..", folder / "work/up");
  const fs::path before = fs::current_path();
  fs::current_path(folder / "work");
  EXPECT_EQ(read_option_file("theme.css", 5), "theme");
  EXPECT_EQ(read_option_file("./theme.css", 5), "theme");
  EXPECT_EQ(read_option_file("../secret", 100), "secret");
  EXPECT_EQ(read_option_file(folder / "work/link.css", 100), "secret") << "the person's own choice";
  for (const char* link : {"link.css", "./link.css", "up/secret"}) {
    EXPECT_THAT(error_of([&] { read_option_file(link, 100); }), HasSubstr("is a symbolic link"));
  }
  EXPECT_THAT(error_of([] { read_option_file("theme.css", 4); }),
              AllOf(HasSubstr("theme.css"), HasSubstr("it is larger than")));
  fs::current_path(before);
}

TEST(OpenFile, ReadsNoMoreThanRequested) {
  const TemporaryFolder folder;
  folder.write("sparse", "");
  fs::resize_file(folder / "sparse", std::uintmax_t{20} << 30U);
  EXPECT_THAT(error_of([&] { read_all(open_named_file(folder / "sparse")); }),
              HasSubstr("it is larger than 4 GiB"));
}

TEST(OwnFile, IsARegularFileWithOneName) {
  const TemporaryFolder folder;
  require_own_file(folder / "absent");
  require_own_file(folder.write("file", "x"));
  fs::create_hard_link(folder / "file", folder / "other");
  fs::create_symlink("file", folder / "link");
  fs::create_symlink("absent", folder / "dangling");
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const std::pair<const char*, const char*> table[] = {{"file", "a hard link to another file"},
                                                       {"link", "a symbolic link"},
                                                       {"dangling", "a symbolic link"},
                                                       {"pipe", "a named pipe"}};
  for (const auto& [name, what] : table) {
    EXPECT_THAT(error_of([&, name = name] { require_own_file(folder / name); }),
                AllOf(HasSubstr(name), HasSubstr(what), HasSubstr("remove it")));
  }
}

}  // namespace
}  // namespace dora::files
