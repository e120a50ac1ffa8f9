// Tests of collector/base/dotenv.
#include "collector/base/dotenv.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/support/temporary_folder.h"

namespace dora::base {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(Dotenv, ReadsTheUsualForms) {
  EXPECT_THAT(parse_dotenv("# a comment\n\nA=1\nexport B = two words  # note\r\nC=\"q # x\" y\n"
                           "D='s$HOME'\n_e2=\nF=a#b"),
              UnorderedElementsAre(Pair("A", "1"), Pair("B", "two words"), Pair("C", "q # x"),
                                   Pair("D", "s$HOME"), Pair("_e2", ""), Pair("F", "a#b")));
  EXPECT_THAT(parse_dotenv(""), IsEmpty());
}

TEST(Dotenv, NamesTheWrongLineButNotItsText) {
  for (const char* text : {"A=1\ns3cret", "A=1\n2=s3cret", "A=1\nB=\"s3cret", "A=1\n=s3cret"}) {
    try {
      parse_dotenv(text);
      ADD_FAILURE() << text;
    } catch (const UsageError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr(".env, line 2"), Not(HasSubstr("s3cret")))) << text;
    }
  }
}

TEST(Dotenv, StandsBelowTheEnvironment) {
  const test::TemporaryFolder folder;
  const auto file = folder.write(".env", "DORA_TEST_SET=file\nDORA_TEST_UNSET=file\n");
  ::setenv("DORA_TEST_SET", "environment", 1);
  ::unsetenv("DORA_TEST_UNSET");
  load_dotenv(file);
  EXPECT_STREQ(std::getenv("DORA_TEST_SET"), "environment");
  EXPECT_STREQ(std::getenv("DORA_TEST_UNSET"), "file");
  EXPECT_NO_THROW(load_dotenv(folder / "absent"));
}

}  // namespace
}  // namespace dora::base
