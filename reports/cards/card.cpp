// A card for a note: Markdown with charts whose addresses are known only later.
#include "reports/cards/card.h"

#include <string_view>

#include <fmt/format.h>

namespace dora::cards {
namespace {

/// What could be markup, a mention or a reference is escaped.
std::string escaped(std::string_view text) {
  constexpr std::string_view special = "\\[]()`*_<>!@#~$%&:|\"'";
  std::string result;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) {
      result += '\\';
    }
    result += c;
  }
  return result;
}

}  // namespace

std::vector<Picture> pictures_of(const Card& card) {
  std::vector<Picture> pictures;
  for (const Part& part : card.parts) {
    if (part.picture) {
      pictures.push_back(*part.picture);
    }
  }
  return pictures;
}

std::string markdown_of(const Card& card, const std::vector<std::string>& addresses) {
  std::string text;
  std::size_t next = 0;
  for (const Part& part : card.parts) {
    text += part.text;
    if (part.picture) {
      const std::string& address = addresses.at(next++);
      text +=
          address.empty() ? "" : fmt::format("![{}]({})\n\n", escaped(part.picture->alt), address);
    }
  }
  return text;
}

}  // namespace dora::cards
