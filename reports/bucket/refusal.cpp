// What an answer of S3 that is not the wanted one means, and what to do about it.
#include "reports/bucket/refusal.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/http/url.h"
#include "reports/bucket/s3_xml.h"

namespace dora::bucket {
namespace {

struct Meaning {
  std::string_view code;
  std::string_view advice;
};

/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
constexpr std::array<Meaning, 10> meanings{
    {{"AccessDenied",
      "the keys may not do this: their policy needs s3:ListBucket on the bucket and s3:GetObject, "
      "s3:PutObject and s3:DeleteObject on its objects"},
     {"AllAccessDisabled", "the bucket is closed for everybody"},
     {"InvalidAccessKeyId", "the server does not know AWS_ACCESS_KEY_ID"},
     {"SignatureDoesNotMatch",
      "AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID, or a proxy changes requests"},
     {"ExpiredToken", "the temporary keys have expired: get new ones"},
     {"InvalidToken", "AWS_SESSION_TOKEN does not belong to the keys"},
     {"RequestTimeTooSkewed", "the clock of this machine is wrong: set it"},
     {"NoSuchBucket", "there is no bucket of that name: create it, or correct --to"},
     {"QuotaExceeded", "the bucket is full"},
     {"KMS.DisabledException", "the key that encrypts the bucket is disabled"}}};

bool is_region(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// S3 names the bucket's region in a header, in an element, or in words: "the region 'us-east-1' is
/// wrong; expecting 'eu-west-1'".
std::string region_in(const http::Response& response, const S3Error& error) {
  std::string region(http::find_header(response, "x-amz-bucket-region").value_or(error.region));
  constexpr std::string_view expecting = "expecting '";
  if (const std::size_t at = error.message.find(expecting);
      region.empty() && at != std::string::npos) {
    const std::size_t begin = at + expecting.size();
    region = error.message.substr(begin, error.message.find('\'', begin) - begin);
  }
  return is_region(region) ? region : "";
}

bool is_about_region(const http::Response& response, const S3Error& error) {
  return response.status == 301 || response.status == 307 ||
         error.code == "AuthorizationHeaderMalformed" || error.code == "PermanentRedirect" ||
         error.code == "IllegalLocationConstraintException";
}

std::string about_region(const http::Response& response, const S3Error& error) {
  const std::string region = region_in(response, error);
  return region.empty()
             ? "the bucket is in another region or at another address: set AWS_REGION "
               "to its region, or --s3-endpoint to its server"
             : fmt::format("the bucket is in the region {0}: set AWS_REGION={0}", region);
}

}  // namespace

std::string describe_refusal(const http::Response& response, const BucketPlace& place) {
  if (response.failure != http::Failure::none) {
    return fmt::format("{}: {}", http::origin_of(response.url).value_or("the server"),
                       text::printable(response.failure_text));
  }
  const auto error = parse_error(response.body);
  const S3Error known = error.value_or(S3Error{});
  const std::string code = known.code.empty()
                               ? fmt::format("HTTP {}", response.status)
                               : fmt::format("HTTP {}, {}", response.status,
                                             text::printable(text::cut_text(known.code, 100)));
  const auto* const meaning = std::ranges::find(meanings, known.code, &Meaning::code);
  if (meaning != meanings.end()) {
    return fmt::format("{} ({}, bucket {})", meaning->advice, code, place.bucket);
  }
  if (is_about_region(response, known)) {
    return fmt::format("{} ({})", about_region(response, known), code);
  }
  if (error) {
    return fmt::format("{}: {}", code, text::printable(text::cut_text(known.message, 300)));
  }
  return response.status == 403
             ? fmt::format("{} ({}, bucket {})", meanings.front().advice, code, place.bucket)
             : fmt::format("{}, and the answer is not one of S3: check --s3-endpoint", code);
}

void require_done(const http::Response& response, std::string_view what, const BucketPlace& place) {
  if (response.failure != http::Failure::none || response.status < 200 || response.status > 299) {
    throw base::Error(fmt::format("cannot {} in {}: {}", text::printable(what), to_string(place),
                                  describe_refusal(response, place)));
  }
}

}  // namespace dora::bucket
