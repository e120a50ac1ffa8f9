// Tests of collector/gitlab/token: what a token is, who else may read it, where it may be sent.
#include "collector/gitlab/token.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace dora::gitlab {
namespace {

using std::filesystem::perms;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Token : public testing::Test {
 protected:
  std::filesystem::path file(const std::string& text, perms mode) const {
    std::filesystem::path path = folder_.write("token", text);
    std::filesystem::permissions(path, mode);
    return path;
  }
  std::string log() const { return files::read_file(folder_ / "log"); }

  test::TemporaryFolder folder_;
  base::Console console_{-1};
  base::Log log_{console_, folder_ / "log"};
};

TEST_F(Token, ComesFromTheFileOrOtherwiseFromTheEnvironment) {
  const auto path = file("from-file\r\n", perms(0600));
  EXPECT_EQ(read_token({path, "from-environment"}, log_), "from-file");
  EXPECT_EQ(read_token({{}, "from-environment"}, log_), "from-environment");
  EXPECT_EQ(read_token({{}, ""}, log_), "");
}

TEST_F(Token, IsRefusedAndNotRepeatedIfInvalid) {
  for (const char* text : {"two s3cret words", "s3cret\nline", "s3cret\x01", ""}) {
    const auto path = file(text, perms(0600));
    try {
      read_token({path, ""}, log_);
      ADD_FAILURE() << "taken: " << text;
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("--token-file"), Not(HasSubstr("s3cret"))));
    }
  }
  EXPECT_THROW(read_token({{}, "two words"}, log_), base::UsageError);
}

TEST_F(Token, IsNotRepeatedIfGivenInPlaceOfAFile) {
  for (const char* name : {"glpat-s3cret", "/no/such/s3cret"}) {
    try {
      read_token({name, ""}, log_);
      ADD_FAILURE() << "taken: " << name;
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(),
                  AllOf(HasSubstr("--token-file: no such file"), Not(HasSubstr("s3cret"))));
    }
  }
}

TEST_F(Token, ErrorsNameAByteOrderMark) {
  try {
    read_token({file("\xEF\xBB\xBFs3cret", perms(0600)), ""}, log_);
    ADD_FAILURE() << "taken";
  } catch (const base::UsageError& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("begins with a byte order mark"), Not(HasSubstr("s3cret"))));
  }
}

TEST_F(Token, WarnsIfOthersMayUseTheFile) {
  for (const int mode : {0644, 0640, 0602, 0660, 0610}) {
    read_token({file("s3cret", static_cast<perms>(mode)), ""}, log_);
    EXPECT_THAT(log(), AllOf(HasSubstr(fmt::format("mode {:04o}", mode)), HasSubstr("chmod 600"),
                             Not(HasSubstr("s3cret"))));
  }
}

TEST_F(Token, DoesNotWarnIfTheFileIsPrivate) {
  read_token({file("s3cret", perms(0600)), ""}, log_);
  read_token({file("s3cret", perms(0400)), ""}, log_);
  EXPECT_EQ(log(), "");
}

TEST(TokenWay, IsEncryptedOrStaysOnThisMachine) {
  for (const char* root : {"https://gitlab.example.com/api/v4", "http://localhost:8080/api/v4",
                           "http://127.0.0.1/api/v4", "http://127.9.9.9:1/api/v4",
                           "http://[::1]:80/api/v4", "HTTP://LOCALHOST/api/v4"}) {
    EXPECT_NO_THROW(require_encryption(root)) << root;
  }
  for (const char* root :
       {"http://gitlab.example.com/api/v4", "http://10.0.0.1/api/v4",
        "http://localhost.example.com/api/v4", "http://127.0.0.1.example.com",
        "http://[::2]/api/v4", "HTTP://gitlab/api/v4", "http://0.0.0.0/", "http://128.0.0.1/"}) {
    try {
      require_encryption(root);
      ADD_FAILURE() << root;
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(root), HasSubstr("--allow-insecure")));
    }
  }
}

}  // namespace
}  // namespace dora::gitlab
