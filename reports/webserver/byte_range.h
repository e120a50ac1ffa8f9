// Parts of a file and versions of it that a client already has (RFC 9110, 13 and 14).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace dora::webserver {

/// Of a file: from `begin`, `size` bytes.
struct ByteRange {
  std::int64_t begin = 0;
  std::int64_t size = 0;

  bool operator==(const ByteRange&) const = default;
};
struct WholeFile {};    ///< No range, or one that a server may ignore: several, another unit.
struct OutsideFile {};  ///< A range that begins after the file's end.
using RequestedRange = std::variant<WholeFile, ByteRange, OutsideFile>;

/// `bytes=0-99`, `bytes=100-`, `bytes=-100`.
RequestedRange requested_range(std::string_view header, std::int64_t file_size);

/// Whether a list of entity tags (If-None-Match) has `tag`, which is quoted; `*` has every one.
bool lists_tag(std::string_view header, std::string_view tag);

}  // namespace dora::webserver
