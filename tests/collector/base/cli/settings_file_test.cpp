// Tests of collector/base/cli/settings_file: which files and texts are refused, and the messages.
#include "collector/base/cli/settings_file.h"

#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::cli {
namespace {

using namespace std::string_view_literals;
using std::filesystem::perms;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string refusal(const std::function<void()>& read) {
  try {
    read();
    return "accepted";
  } catch (const base::UsageError& error) {
    return error.what();
  }
}

class SettingsFile : public testing::Test {
 protected:
  std::filesystem::path file(perms mode) const {
    std::filesystem::path path = folder_.write("x.toml", "a = 1\n");
    std::filesystem::permissions(path, mode);
    return path;
  }
  static std::string read(const std::filesystem::path& path, Writers writers = Writers::owner) {
    return refusal([&] { read_settings_file(path, writers); });
  }

  test::TemporaryFolder folder_;
};

TEST_F(SettingsFile, IsReadCompletely) {
  EXPECT_EQ(read_settings_file(file(perms(0644)), Writers::owner), "a = 1\n");
  EXPECT_EQ(read_settings_file(file(perms(0600)), Writers::owner), "a = 1\n");
}

TEST_F(SettingsFile, IsRefusedWithACommandToRunIfOthersMayWriteIt) {
  for (const unsigned mode : {0664U, 0620U, 0602U, 0666U}) {
    const auto path = file(static_cast<perms>(mode));
    EXPECT_THAT(read(path), AllOf(HasSubstr("chmod go-w " + path.string()), HasSubstr("(mode 06")))
        << mode;
    EXPECT_EQ(read(path, Writers::anybody), "accepted");
  }
}

TEST_F(SettingsFile, IsRefusedIfAnotherUserOwnsIt) {
  const auto path = file(perms(0644));
  if (::chown(path.c_str(), 12345, 12345) != 0) {
    GTEST_SKIP() << "only root can give a file away";
  }
  EXPECT_THAT(read(path), AllOf(HasSubstr("another user owns it (uid 12345)"), HasSubstr("chown")));
  EXPECT_EQ(read(path, Writers::anybody), "accepted");
}

TEST_F(SettingsFile, IsRefusedWithoutBlockingIfItIsNotARegularFile) {
  ASSERT_EQ(::mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  EXPECT_THAT(read(folder_ / "fifo"), HasSubstr("fifo: is not a regular file"));
  EXPECT_THAT(read(folder_.path()), HasSubstr("is not a regular file"));
  EXPECT_THAT(read(folder_ / "absent"), HasSubstr("absent: cannot be read: No such file"));
  EXPECT_THAT(read(folder_.write("large", std::string((1U << 20U) + 1, '\n'))),
              HasSubstr("larger than 1 MiB"));
}

TEST_F(SettingsFile, ErrorsNameAByteOrderMark) {
  for (const auto text : {"\xEF\xBB\xBFs3cret"sv, "\xFF\xFEs\0"sv, "\xFE\xFF\0s"sv}) {
    EXPECT_THAT(read(folder_.write("bom.toml", text)),
                AllOf(HasSubstr("bom.toml: line 1: begins with a byte order mark"),
                      HasSubstr("UTF-8 without one"), Not(HasSubstr("s3cret"))));
  }
}

TEST_F(SettingsFile, ErrorsNameTheLineOfAControlCharacter) {
  for (const auto text :
       {"a\ns3cret\0"sv, "a\ns3cret\x1b[0m\n"sv, "a\ns3cret\x7f"sv, "a\ns3cret\rb\n"sv}) {
    EXPECT_THAT(refusal([&] { check_settings_text("x", text); }),
                AllOf(HasSubstr("x: line 2: holds a control character"), Not(HasSubstr("s3cret"))));
  }
  EXPECT_NO_THROW(check_settings_text("x", "a\tb\r\nCaf\xC3\xA9\n\r"));
}

}  // namespace
}  // namespace dora::cli
