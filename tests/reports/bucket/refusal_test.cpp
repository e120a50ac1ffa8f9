// Tests of reports/bucket/refusal: what S3 refuses, in words that say what to do.
#include "reports/bucket/refusal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/error.h"
#include "tests/collector/http/scripted_client.h"
#include "tests/support/error_of.h"

namespace dora::bucket {
namespace {

using test::answer;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string error_xml(const std::string& code, const std::string& more = {}) {
  return "<Error><Code>" + code + "</Code><Message>no</Message>" + more + "</Error>";
}

std::string described(const http::Response& response) {
  return describe_refusal(response, {"site", "dora/"});
}

TEST(Refusal, NamesWhatUsersMeet) {
  EXPECT_THAT(described(answer(403, error_xml("AccessDenied"))),
              AllOf(HasSubstr("s3:PutObject"), HasSubstr("HTTP 403, AccessDenied, bucket site")));
  EXPECT_THAT(described(answer(404, error_xml("NoSuchBucket"))),
              HasSubstr("no bucket of that name"));
  EXPECT_THAT(described(answer(403, error_xml("SignatureDoesNotMatch"))),
              HasSubstr("AWS_SECRET_ACCESS_KEY does not belong"));
  EXPECT_THAT(described(answer(400, error_xml("ExpiredToken"))), HasSubstr("get new ones"));
  EXPECT_THAT(described(answer(403, error_xml("RequestTimeTooSkewed"))), HasSubstr("clock"));
  EXPECT_THAT(described(answer(403)), HasSubstr("s3:PutObject")) << "answers to HEAD have no body";
  EXPECT_EQ(described(answer(400, error_xml("InvalidURI"))), "HTTP 400, InvalidURI: no");
  EXPECT_THAT(described(answer(200, "<html/>")), HasSubstr("the answer is not one of S3"));
}

TEST(Refusal, SaysWhichRegionIsRight) {
  const std::string hint = "set AWS_REGION=eu-west-1";
  EXPECT_THAT(described(answer(301, error_xml("PermanentRedirect"),
                               {{"x-amz-bucket-region", "eu-west-1"}})),
              HasSubstr(hint));
  EXPECT_THAT(described(answer(301, "", {{"x-amz-bucket-region", "eu-west-1"}})), HasSubstr(hint));
  EXPECT_THAT(described(answer(
                  400, error_xml("AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>"))),
              HasSubstr(hint));
  EXPECT_THAT(described(answer(400,
                               "<Error><Code>AuthorizationHeaderMalformed</Code><Message>the "
                               "region 'us-east-1' is wrong; expecting 'eu-west-1'</Message>"
                               "</Error>")),
              HasSubstr(hint));
  // What is no region is no advice.
  EXPECT_THAT(described(answer(301, error_xml("PermanentRedirect", "<Region>a;evil</Region>"))),
              AllOf(HasSubstr("another region"), Not(HasSubstr("evil"))));
}

TEST(Refusal, HostileTextIsPrintableAndCut) {
  const std::string text =
      described(answer(400, error_xml(std::string(500, 'x') + "\xc2\x9b", "")));
  EXPECT_LT(text.size(), 200U);
  EXPECT_EQ(text.find('\x9b'), std::string::npos);
}

TEST(Refusal, NamesTheActionThePlaceAndTheServer) {
  EXPECT_NO_THROW(require_done(answer(204), "remove a", {"site", "dora/"}));
  EXPECT_EQ(test::error_of([] {
              http::Response failed;
              failed.url = "https://h.example/a?b";
              failed.failure = http::Failure::broken;
              failed.failure_text = "it stalled";
              require_done(failed, "write a", {"site", "dora/"});
            }),
            "cannot write a in s3://site/dora: https://h.example:443: it stalled");
  EXPECT_THROW(require_done(answer(304), "write a", {"site", ""}), base::Error);
}

}  // namespace
}  // namespace dora::bucket
