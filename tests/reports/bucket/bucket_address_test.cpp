// Tests of reports/bucket/bucket_address.
#include "reports/bucket/bucket_address.h"

#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/support/error_of.h"

namespace dora::bucket {
namespace {

TEST(BucketAddress, SplitsBucketAndPrefix) {
  for (const auto& [text, bucket, prefix] :
       {std::tuple("site", "site", ""), std::tuple("site/", "site", ""),
        std::tuple("my.site-1/dora", "my.site-1", "dora/"),
        std::tuple("site/a b/ö/", "site", "a b/ö/")}) {
    const BucketPlace place = parse_place(text);
    EXPECT_EQ(place.bucket, bucket) << text;
    EXPECT_EQ(place.prefix, prefix) << text;
  }
  EXPECT_EQ(to_string(parse_place("site")), "s3://site");
  EXPECT_EQ(to_string(parse_place("site/a/b")), "s3://site/a/b");
}

TEST(BucketAddress, RefusesOtherNamesAndPrefixesThatLeadElsewhere) {
  for (const char* text :
       {"", "/a", "ab", "Site", "-site", "site-", "a..b", "a_bucket", "key:hidden@site",
        "site/a/../b", "site/./b", "site/a//b", "site//", "site/a\nb", "site/.."}) {
    EXPECT_THROW(parse_place(text), base::UsageError) << text;
    EXPECT_EQ(test::error_of([&] { parse_place(text); }).find("hidden"), std::string::npos);
  }
  EXPECT_THROW(parse_place(std::string(64, 'a')), base::UsageError);
}

TEST(BucketAddress, IsInTheHostUnlessItsNameHasDotsOrTheServerIsNotAmazons) {
  EXPECT_EQ(root_of("site", "eu-west-1", ""), "https://site.s3.eu-west-1.amazonaws.com");
  EXPECT_EQ(root_of("my.site", "eu-west-1", ""), "https://s3.eu-west-1.amazonaws.com/my.site");
  EXPECT_EQ(root_of("site", "cn-north-1", ""), "https://site.s3.cn-north-1.amazonaws.com.cn");
  EXPECT_EQ(root_of("site", "eu-west-1", "http://127.0.0.1:9000"), "http://127.0.0.1:9000/site");
  EXPECT_EQ(root_of("site", "eu-west-1", "https://s3.example.com/v1/"),
            "https://s3.example.com/v1/site");
}

TEST(BucketAddress, EncodesKeysAsTheyAreSigned) {
  EXPECT_EQ(object_url("https://h", "a/b c+d%e/ö~.html"), "https://h/a/b%20c%2Bd%25e/%C3%B6~.html");
  EXPECT_EQ(object_url("https://h", "a?b#c&d=e'(f)!*"),
            "https://h/a%3Fb%23c%26d%3De%27%28f%29%21%2A");
}

TEST(BucketAddress, ListsWithParametersInTheOrderInWhichTheyAreSigned) {
  EXPECT_EQ(list_url("https://h", "", ""), "https://h/?encoding-type=url&list-type=2&prefix=");
  EXPECT_EQ(
      list_url("https://h", "a b/", "1/+="),
      "https://h/?continuation-token=1%2F%2B%3D&encoding-type=url&list-type=2&prefix=a%20b%2F");
}

TEST(BucketAddress, KeysArePlainOrNot) {
  for (const char* key : {"a", "a/b", ".hidden", "a/..b", "a.", "ö", "a b"}) {
    EXPECT_TRUE(is_plain_key(key)) << key;
  }
  for (const char* key :
       {"", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/./b", "a\nb", "a\x7f"}) {
    EXPECT_FALSE(is_plain_key(key)) << key;
  }
}

}  // namespace
}  // namespace dora::bucket
