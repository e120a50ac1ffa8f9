// Where a bucket is: its name, a prefix within it, and the URLs of its objects.
#pragma once

#include <string>
#include <string_view>

namespace dora::bucket {

/// `s3://bucket/prefix`
struct BucketPlace {
  std::string bucket;
  std::string prefix;  ///< Empty, or ends in `/`.
};

/// Parses what follows `s3://`. Throws a UsageError for a name that S3 would not accept, and for a
/// prefix with `.`, `..` or nothing between two slashes: proxies and browsers would change it.
BucketPlace parse_place(std::string_view text);

/// `s3://bucket/prefix`, for messages.
std::string to_string(const BucketPlace& place);

/// Returns whether text between slashes may be part of a key: not `.`, `..` or empty, and without
/// control characters.
bool is_plain_key(std::string_view key);

/// Returns where the keys of a bucket begin, without a slash at the end:
/// `https://bucket.s3.eu-central-1.amazonaws.com`. A name with dots, whose certificate would not
/// fit, and an `endpoint` of one's own have the bucket in the path. An empty endpoint is Amazon's.
std::string root_of(const std::string& bucket, const std::string& region,
                    const std::string& endpoint);

/// Percent-encoded as a signature wants it: everything but unreserved characters and slashes.
std::string object_url(const std::string& root, std::string_view key);

/// A page of the list of keys that begin with `prefix`; an empty `token` is for the first one. The
/// parameters are in the order in which they are signed.
std::string list_url(const std::string& root, std::string_view prefix, std::string_view token);

}  // namespace dora::bucket
