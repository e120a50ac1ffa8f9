// Compares names regardless of how they are written, using utf8proc.
#include "collector/counting/name_key.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <utf8proc.h>

namespace dora::counting {
namespace {

using Points = std::vector<utf8proc_int32_t>;

constexpr int normalized = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_IGNORE;

std::string_view without_outer_spaces(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// Decodes code points, transformed by utf8proc's options; returns single bytes for text that is
/// not UTF-8.
Points decoded(std::string_view text, int options) {
  const auto flags = static_cast<utf8proc_option_t>(options);
  const std::basic_string<utf8proc_uint8_t> bytes(text.begin(), text.end());
  const auto size = static_cast<utf8proc_ssize_t>(bytes.size());
  Points points(bytes.size() + 1);
  utf8proc_ssize_t count = 0;
  for (;;) {
    const auto room = static_cast<utf8proc_ssize_t>(points.size());
    count = utf8proc_decompose(bytes.data(), size, points.data(), room, flags);
    if (count <= room) {
      break;
    }
    points.resize(static_cast<std::size_t>(count));
  }
  count = count < 0 ? count : utf8proc_normalize_utf32(points.data(), count, flags);
  if (count < 0) {
    return {bytes.begin(), bytes.end()};
  }
  points.resize(static_cast<std::size_t>(count));
  return points;
}

}  // namespace

std::u32string name_key(std::string_view name) {
  const Points points = decoded(without_outer_spaces(name), normalized | UTF8PROC_CASEFOLD);
  return {points.begin(), points.end()};
}

std::string writing_difference(std::string_view a, std::string_view b) {
  const std::string_view first = without_outer_spaces(a);
  const std::string_view second = without_outer_spaces(b);
  const auto differ = [&](int options) {
    return decoded(first, options) != decoded(second, options);
  };
  const bool capitals = differ(normalized);
  std::vector<std::string_view> differences;
  if (capitals) {
    differences.emplace_back("capitals");
  }
  // Folding alone also splits some ligatures.
  if (differ(UTF8PROC_CASEFOLD) || (first != second && !capitals)) {
    differences.emplace_back("code points");
  }
  if (first.size() != a.size() || second.size() != b.size()) {
    differences.emplace_back("spaces");
  }
  return fmt::format("{}", fmt::join(differences, " and "));
}

}  // namespace dora::counting
