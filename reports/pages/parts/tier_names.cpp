// Names of tiers in few letters, for lists without room for more.
#include "reports/pages/parts/tier_names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "collector/base/text/ascii.h"

namespace dora::pages {
namespace {

constexpr std::size_t longest_name = 8;

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> abbreviations{
    {{"production", "prod"},
     {"staging", "stg"},
     {"pre-production", "preprod"},
     {"preproduction", "preprod"},
     {"testing", "test"},
     {"integration", "int"},
     {"development", "dev"},
     {"develop", "dev"}}};

/// Where the first `count` characters of UTF-8 text end.
std::size_t end_of_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && count-- > 0) {
    ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      ++end;
    }
  }
  return end;
}

std::string cut(std::string_view name) {
  if (end_of_characters(name, longest_name) == name.size()) {
    return std::string(name);
  }
  name = name.substr(0, end_of_characters(name, longest_name - 1));
  const std::size_t last = name.find_last_not_of("-_/. ");
  return std::string(name.substr(0, last == std::string_view::npos ? name.size() : last + 1)) + "…";
}

std::string abbreviated(std::string_view name) {
  const std::string usual = text::ascii_lower(name);
  const auto* const found =
      std::ranges::find_if(abbreviations, [&](const auto& each) { return each.first == usual; });
  return found == abbreviations.end() ? cut(name) : std::string(found->second);
}

}  // namespace

std::vector<std::string> short_tier_names(const std::vector<std::string>& names) {
  std::vector<std::string> result;
  result.reserve(names.size());
  std::ranges::transform(names, std::back_inserter(result), abbreviated);
  const std::vector<std::string> all = result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::ranges::count(all, all[i]) > 1) {
      result[i] = cut(names[i]);
    }
  }
  return result;
}

}  // namespace dora::pages
