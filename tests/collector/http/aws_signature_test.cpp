// Tests of collector/http/aws_signature; curl_client_test.cpp has those of the signatures.
#include "collector/http/aws_signature.h"

#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"

namespace dora::http {
namespace {

constexpr const char* of_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(AwsSignature, SignsTheBodyAndTheSessionToken) {
  const auto plain = headers_to_sign({"key", "secret", "", "eu-west-1"}, "");
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_EQ(plain[0].name, "x-amz-content-sha256");
  EXPECT_EQ(plain[0].value, of_nothing);
  const auto temporary = headers_to_sign({"key", "secret", "token", "eu-west-1"}, "x");
  ASSERT_EQ(temporary.size(), 2U);
  EXPECT_NE(temporary[0].value, of_nothing);
  EXPECT_EQ(temporary[1].name, "x-amz-security-token");
  EXPECT_EQ(temporary[1].value, "token");
}

TEST(AwsSignature, RefusesWhatCannotBeSentWithoutRepeatingIt) {
  EXPECT_NO_THROW(require_valid({}));
  EXPECT_NO_THROW(require_valid({"AKIA", "a/b+c=", "t/+=", "us-gov-west-1"}));
  for (const AwsSignature& invalid :
       {AwsSignature{"k\n", "s", "", "r"}, AwsSignature{"k", "s hidden", "", "r"},
        AwsSignature{"k", "s", "hidden\r\nX: 1", "r"}, AwsSignature{"k", "s", "", ""},
        AwsSignature{"k", "s", "", "hidden.example/"},
        AwsSignature{"k", "s", "", std::string(65, 'r')}}) {
    EXPECT_THROW(require_valid(invalid), base::UsageError);
    EXPECT_EQ(test::error_of([&] { require_valid(invalid); }).find("hidden"), std::string::npos);
  }
}

}  // namespace
}  // namespace dora::http
