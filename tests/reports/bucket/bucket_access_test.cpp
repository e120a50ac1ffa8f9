// Tests of reports/bucket/bucket_access: keys and addresses from the environment.
#include "reports/bucket/bucket_access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"

namespace dora::bucket {
namespace {

using testing::HasSubstr;
using testing::Not;

class BucketAccess : public testing::Test {
 protected:
  BucketAccess() { clear(); }
  ~BucketAccess() override { clear(); }

  static void clear() {
    for (const char* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                             "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"}) {
      ::unsetenv(name);
    }
  }
  static void set(const char* name, const char* value) { ::setenv(name, value, 1); }
};

TEST_F(BucketAccess, ReadsKeysAndRegion) {
  set("AWS_ACCESS_KEY_ID", "key");
  set("AWS_SECRET_ACCESS_KEY", "secret");
  EXPECT_EQ(keys_in_environment().region, "us-east-1");
  set("AWS_DEFAULT_REGION", "eu-west-1");
  EXPECT_EQ(keys_in_environment().region, "eu-west-1");
  set("AWS_REGION", "eu-central-1");
  set("AWS_SESSION_TOKEN", "token");
  const http::AwsSignature keys = keys_in_environment();
  EXPECT_EQ(keys.access_key, "key");
  EXPECT_EQ(keys.secret_key, "secret");
  EXPECT_EQ(keys.session_token, "token");
  EXPECT_EQ(keys.region, "eu-central-1");
}

TEST_F(BucketAccess, NamesTheKeyThatIsMissing) {
  EXPECT_THAT(test::error_of([] { keys_in_environment(); }), HasSubstr("AWS_ACCESS_KEY_ID is not"));
  set("AWS_ACCESS_KEY_ID", "key");
  set("AWS_SECRET_ACCESS_KEY", "");
  EXPECT_THAT(test::error_of([] { keys_in_environment(); }),
              HasSubstr("AWS_SECRET_ACCESS_KEY is not set"));
}

TEST_F(BucketAccess, TakesTheOptionThenTheEnvironmentThenAmazon) {
  EXPECT_EQ(endpoint_of("", false), "");
  set("AWS_ENDPOINT_URL", "https://a.example");
  EXPECT_EQ(endpoint_of("", false), "https://a.example");
  EXPECT_EQ(endpoint_of("http://localhost:9000", false), "http://localhost:9000");
}

TEST_F(BucketAccess, RefusesAddressesThatAreNotSafe) {
  for (const char* address : {"a.example", "ftp://a.example", "https://u:hidden@a.example",
                              "https://a.example/?hidden=1", "https://a.example/#hidden"}) {
    EXPECT_THROW(endpoint_of(address, true), base::UsageError) << address;
    EXPECT_THAT(test::error_of([&] { endpoint_of(address, true); }), Not(HasSubstr("hidden")));
  }
  EXPECT_THAT(test::error_of([] { endpoint_of("http://a.example", false); }),
              HasSubstr("--allow-insecure"));
  EXPECT_EQ(endpoint_of("http://a.example", true), "http://a.example");
}

}  // namespace
}  // namespace dora::bucket
