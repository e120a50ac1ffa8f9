// Where a bucket is: its name, a prefix within it, and the URLs of its objects.
#include "reports/bucket/bucket_address.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/percent_encode.h"

namespace dora::bucket {
namespace {

bool is_lower_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
bool is_bucket_name(std::string_view name) {
  constexpr std::size_t shortest = 3;
  constexpr std::size_t longest = 63;
  return name.size() >= shortest && name.size() <= longest && is_lower_or_digit(name.front()) &&
         is_lower_or_digit(name.back()) && name.find("..") == std::string_view::npos &&
         std::ranges::all_of(name,
                             [](char c) { return is_lower_or_digit(c) || c == '.' || c == '-'; });
}

}  // namespace

bool is_plain_key(std::string_view key) {
  if (std::ranges::any_of(
          key, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; })) {
    return false;
  }
  for (;;) {
    const std::size_t slash = key.find('/');
    const std::string_view part = key.substr(0, slash);
    if (part.empty() || part == "." || part == "..") {
      return false;
    }
    if (slash == std::string_view::npos) {
      return true;
    }
    key.remove_prefix(slash + 1);
  }
}

BucketPlace parse_place(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  BucketPlace place{std::string(text.substr(0, slash)), std::string(text.substr(slash))};
  if (!is_bucket_name(place.bucket)) {  // Not repeated: it may hold a key.
    throw base::UsageError(
        "--to s3://: this is not the name of a bucket (3 to 63 lower-case letters, digits, "
        "dots and hyphens), as in s3://bucket/prefix");
  }
  place.prefix.erase(0, 1);
  if (!place.prefix.empty()) {
    place.prefix.resize(place.prefix.size() - (place.prefix.ends_with('/') ? 1 : 0));
    if (!is_plain_key(place.prefix)) {
      throw base::UsageError(
          fmt::format("--to s3://{}: the prefix contains '.', '..', two slashes in a row or a "
                      "control character",
                      place.bucket));
    }
    place.prefix += '/';
  }
  return place;
}

std::string to_string(const BucketPlace& place) {
  const std::string text = fmt::format("s3://{}/{}", place.bucket, place.prefix);
  return text.substr(0, text.size() - 1);
}

std::string root_of(const std::string& bucket, const std::string& region,
                    const std::string& endpoint) {
  if (!endpoint.empty()) {
    const std::size_t end = endpoint.find_last_not_of('/') + 1;
    return fmt::format("{}/{}", endpoint.substr(0, end), bucket);
  }
  const std::string host =
      fmt::format("s3.{}.amazonaws.com{}", region, region.starts_with("cn-") ? ".cn" : "");
  return bucket.find('.') == std::string::npos ? fmt::format("https://{}.{}", bucket, host)
                                               : fmt::format("https://{}/{}", host, bucket);
}

std::string object_url(const std::string& root, std::string_view key) {
  std::string url = root;
  for (;;) {
    const std::size_t slash = key.find('/');
    url += "/" + text::percent_encode(key.substr(0, slash));
    if (slash == std::string_view::npos) {
      return url;
    }
    key.remove_prefix(slash + 1);
  }
}

std::string list_url(const std::string& root, std::string_view prefix, std::string_view token) {
  return fmt::format(
      "{}/?{}encoding-type=url&list-type=2&prefix={}", root,
      token.empty() ? "" : fmt::format("continuation-token={}&", text::percent_encode(token)),
      text::percent_encode(prefix));
}

}  // namespace dora::bucket
