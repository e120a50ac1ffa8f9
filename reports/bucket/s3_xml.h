// Reads the XML that S3 answers with: lists of objects and errors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::bucket {

struct ListedObject {
  std::string key;
  std::int64_t bytes = 0;
  std::string etag;  ///< Without quotation marks.
};

/// A page of ListObjectsV2.
struct ListPage {
  std::vector<ListedObject> objects;
  bool is_last = true;
  std::string next;  ///< The token for the next page.
};

struct S3Error {
  std::string code;     ///< `NoSuchBucket`
  std::string message;  ///< In English; hostile.
  std::string region;   ///< Where the bucket is, if the error is about that; else empty.
};

/// Returns nullopt for text that is not such an answer: other or broken XML, a document type, more
/// than 8 levels, a text of more than 16 KiB, an object without a key or a size.
std::optional<ListPage> parse_list(std::string_view xml);
std::optional<S3Error> parse_error(std::string_view xml);

/// Removes the quotation marks, and what says that a tag is a weak one.
std::string plain_etag(std::string_view text);

}  // namespace dora::bucket
