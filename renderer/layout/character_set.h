// A set of Unicode characters, such as those that a machine's fonts can show.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace dora::layout {

class CharacterSet {
 public:
  struct Range {
    char32_t first;
    char32_t last;  ///< Inclusive.
  };

  CharacterSet() = default;
  /// `ranges` must be ascending and must not overlap.
  explicit CharacterSet(std::vector<Range> ranges) : ranges_(std::move(ranges)) {}

  bool has(char32_t character) const {
    const auto after =
        std::upper_bound(ranges_.begin(), ranges_.end(), character,
                         [](char32_t c, const Range& range) { return c < range.first; });
    return after != ranges_.begin() && character <= std::prev(after)->last;
  }

 private:
  std::vector<Range> ranges_;
};

}  // namespace dora::layout
