// What a request to S3 is signed with, and the headers that the signature needs.
#include "collector/http/aws_signature.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"

namespace dora::http {
namespace {

/// libcurl cuts a longer one.
constexpr std::size_t longest_region = 64;

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

void require_visible(std::string_view variable, std::string_view text) {
  if (!is_visible(text)) {
    throw base::UsageError(fmt::format(
        "{} holds a blank, a line end or another character that no key has; set it again",
        variable));
  }
}

}  // namespace

std::vector<Header> headers_to_sign(const AwsSignature& signature, std::string_view body) {
  std::vector<Header> headers{{"x-amz-content-sha256", files::sha256(body)}};
  if (!signature.session_token.empty()) {
    headers.push_back({"x-amz-security-token", signature.session_token});
  }
  return headers;
}

void require_valid(const AwsSignature& signature) {
  require_visible("AWS_ACCESS_KEY_ID", signature.access_key);
  require_visible("AWS_SECRET_ACCESS_KEY", signature.secret_key);
  require_visible("AWS_SESSION_TOKEN", signature.session_token);
  const std::string& region = signature.region;
  const bool valid =
      region.size() <= longest_region && std::all_of(region.begin(), region.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  if (!valid || (region.empty() && !signature.access_key.empty())) {
    throw base::UsageError(
        "the region (AWS_REGION, AWS_DEFAULT_REGION) is not a name like eu-central-1");
  }
}

}  // namespace dora::http
