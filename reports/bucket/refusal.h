// What an answer of S3 that is not the wanted one means, and what to do about it.
#pragma once

#include <string>
#include <string_view>

#include "collector/http/http_client.h"
#include "reports/bucket/bucket_address.h"

namespace dora::bucket {

/// Throws an Error unless the status is 2xx: `cannot <what> in s3://bucket/prefix: <cause>`, with
/// the next step for the errors that users meet.
void require_done(const http::Response& response, std::string_view what, const BucketPlace& place);

/// The cause and the next step alone.
std::string describe_refusal(const http::Response& response, const BucketPlace& place);

}  // namespace dora::bucket
