// Tests of collector/base/cli/dotenv.
#include "collector/base/cli/dotenv.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string token_in(std::string_view value) {
  return parse_dotenv("PRIVATE_TOKEN" + std::string(value)).value("PRIVATE_TOKEN");
}

TEST(Dotenv, ReadsTheUsualForms) {
  const std::pair<const char*, const char*> table[] = {{"=1", "1"},
                                                       {" = two words  # note\r\n", "two words"},
                                                       {"=\"q # x\"", "q # x"},
                                                       {"=\"q\"  # note", "q"},
                                                       {"='s$HOME'", "s$HOME"},
                                                       {"=", ""},
                                                       {"= # note", ""},
                                                       {"=a#b", "a#b"}};
  for (const auto& [text, value] : table) {
    EXPECT_EQ(token_in(text), value) << text;
  }
  EXPECT_EQ(parse_dotenv("# a comment\n\nexport PROJECT_ID=7").value("PROJECT_ID"), "7");
  EXPECT_THAT(parse_dotenv("").values, IsEmpty());
  EXPECT_EQ(parse_dotenv("").value("PROJECT_ID"), "");
}

TEST(Dotenv, TakesOnlyTheDocumentedNames) {
  const Dotenv dotenv = parse_dotenv(
      "PATH=x\nPROJECT_ID=1\nOPENSSL_CONF=\"o\"cnf\nhttps_proxy='\nproject_id=2\nPATH=y\n");
  EXPECT_THAT(dotenv.values, ElementsAre(testing::Pair("PROJECT_ID", "1")));
  EXPECT_THAT(dotenv.ignored,
              ElementsAre("PATH", "OPENSSL_CONF", "https_proxy", "project_id", "PATH"));
}

TEST(Dotenv, NamesTheWrongLineButNotItsText) {
  const std::pair<const char*, const char*> table[] = {
      {"s3cret", "NAME=value"},
      {"2=s3cret", "NAME=value"},
      {"=s3cret", "NAME=value"},
      {"PRIVATE_TOKEN=\"s3cret", "is not closed"},
      {"PRIVATE_TOKEN=\"s3cret\"junk", "follows the value's closing quote"},
      {"PRIVATE_TOKEN='s3cret' junk", "follows the value's closing quote"},
      {"PRIVATE_TOKEN='s3cret'#junk", "follows the value's closing quote"},
      {"PROJECT_ID=s3cret", "PROJECT_ID is set twice"}};
  for (const auto& [line, message] : table) {
    try {
      parse_dotenv("PROJECT_ID=1\n" + std::string(line));
      ADD_FAILURE() << line;
    } catch (const base::UsageError& error) {
      EXPECT_THAT(error.what(),
                  AllOf(HasSubstr(".env, line 2"), HasSubstr(message), Not(HasSubstr("s3cret"))))
          << line;
    }
  }
}

TEST(Dotenv, DoesNotChangeTheEnvironment) {
  const test::TemporaryFolder folder;
  ::unsetenv("PROJECT_ID");
  EXPECT_EQ(read_dotenv(folder.write(".env", "PROJECT_ID=7\n")).value("PROJECT_ID"), "7");
  EXPECT_EQ(std::getenv("PROJECT_ID"), nullptr);
  EXPECT_THAT(read_dotenv(folder / "absent").values, IsEmpty());
}

TEST(Dotenv, RefusesAFileThatOthersMayWrite) {
  const test::TemporaryFolder folder;
  const auto file = folder.write(".env", "PROJECT_ID=7\n");
  std::filesystem::permissions(file, std::filesystem::perms(0620));
  EXPECT_THROW(read_dotenv(file), base::UsageError);
}

}  // namespace
}  // namespace dora::cli
