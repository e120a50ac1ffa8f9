// Escapes text for HTML.
#include "reports/templating/escape.h"

#include <algorithm>

namespace dora::templating {

void append_escaped(std::string& result, std::string_view text) {
  for (;;) {
    const std::size_t special = std::min(text.find_first_of("&<>\"'"), text.size());
    result.append(text, 0, special);
    if (special == text.size()) {
      return;
    }
    switch (text[special]) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += "&apos;";
    }
    text.remove_prefix(special + 1);
  }
}

std::string escaped(std::string_view text) {
  std::string result;
  append_escaped(result, text);
  return result;
}

}  // namespace dora::templating
