// Tests of collector/base/text/redact: no message repeats a possible secret.
#include "collector/base/text/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::text {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Redact, HidesTokensAnywhere) {
  EXPECT_EQ(hide_tokens("--jobs: glpat-s3cret_x.Y-1 not in range"),
            "--jobs: [hidden] not in range");
  EXPECT_EQ(hide_tokens("https://oauth2:gldt-s3cret@host/x?t=glcbt-1"),
            "https://oauth2:[hidden]@host/x?t=[hidden]");
  EXPECT_EQ(hide_tokens("service glass-works, glpat"), "service glass-works, glpat");
}

TEST(Redact, NamesUnknownOptionsWithoutWhatFollows) {
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"--token", "glpat-s3cret"}, {"--token=glpat-s3cret"}, {"--token", "s3cret"}}) {
    EXPECT_THAT(describe_unknown_arguments(arguments),
                AllOf(HasSubstr("unknown option --token; "), HasSubstr("PRIVATE_TOKEN"),
                      HasSubstr("--token-file"), Not(HasSubstr("s3cret"))));
  }
  for (const char* argument : {"glpat-s3cret", "glpat-secret", "-glpat-secret", "--S3cret",
                               "s3cretABCDEF0123456789", "-ps3cret"}) {
    EXPECT_THAT(describe_unknown_arguments({argument}),
                AllOf(Not(HasSubstr("3cret")), Not(HasSubstr("glpat"))))
        << argument;
  }
  EXPECT_EQ(describe_unknown_arguments({"colect"}),
            "'colect' is neither a command nor an option's value");
  EXPECT_EQ(describe_unknown_arguments({"--perriod", "x", "--jbos=3"}),
            "unknown option --perriod, --jbos");
}

TEST(Redact, ShowsSettingNames) {
  for (const char* word : {"perriod", "colect.out", "--api-ulr", "PRIVATE_TOKEN"}) {
    EXPECT_EQ(shown_word(word), word);
  }
  for (const char* word : {"glpat-abc", "x.glpat-abc", "a.b.c", "Abc", "a1"}) {
    EXPECT_EQ(shown_word(word), "[hidden]") << word;
  }
}

}  // namespace
}  // namespace dora::text
