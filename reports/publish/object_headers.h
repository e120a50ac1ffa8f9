// What a file of a site is served as: its content type, and how long browsers may keep it.
#pragma once

#include <string>
#include <string_view>

namespace dora::publish {

struct ObjectHeaders {
  std::string content_type;
  std::string cache_control;

  bool operator==(const ObjectHeaders&) const = default;
};

/// By the end of the name. No name of a site holds a hash of the content, so browsers ask each time
/// whether a file is still the same; the answer is short if it is.
ObjectHeaders headers_of(std::string_view name);

/// Increase it when headers_of() returns something else for a name: objects that were sent under
/// an earlier number are looked at again.
inline constexpr int header_rules = 1;

}  // namespace dora::publish
