// What a request to S3 is signed with, and the headers that the signature needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collector/http/http_client.h"

namespace dora::http {

/// AWS Signature Version 4 for the service s3: "Authenticating Requests: Using the Authorization
/// Header" in the API reference of Amazon S3.
struct AwsSignature {
  std::string access_key;     ///< Empty: requests are not signed.
  std::string secret_key;     ///< Never sent.
  std::string session_token;  ///< Of temporary keys; else empty.
  std::string region;         ///< `eu-central-1`
};

/// Returns what is signed in addition to a request's own headers: the SHA-256 of the body, without
/// which S3 refuses the request and which libcurl 7.88 does not send, and the session token.
std::vector<Header> headers_to_sign(const AwsSignature& signature, std::string_view body);

/// Throws a UsageError that repeats no key if one could not be sent as it is, or if the region
/// could change the meaning of an address.
void require_valid(const AwsSignature& signature);

}  // namespace dora::http
