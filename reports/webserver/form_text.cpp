// Reads fields of application/x-www-form-urlencoded: forms and the queries of addresses.
#include "reports/webserver/form_text.h"

#include <algorithm>

#include "collector/base/text/percent_encode.h"
#include "collector/base/text/printable.h"

namespace dora::webserver {
namespace {

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const char lower = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower >= 'a' && lower <= 'f' ? std::optional(static_cast<unsigned>(lower - 'a') + 10U)
                                      : std::nullopt;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const std::string_view digits = text.substr(i + 1, 2);
    const auto high = digits.size() == 2 ? digit_of(digits[0]) : std::nullopt;
    const auto low = digits.size() == 2 ? digit_of(digits[1]) : std::nullopt;
    if (!high || !low) {
      return std::nullopt;
    }
    result += static_cast<char>(*high * 16U + *low);
    i += 2;
  }
  return result;
}

/// Characters that printable() would escape, but those that a text of several lines has.
bool is_clean(const std::string& text) {
  std::string lines = text;
  std::ranges::replace_if(
      lines, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text::printable(lines) == lines;
}

}  // namespace

std::optional<FormFields> parse_form(std::string_view text) {
  FormFields fields;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) {
      continue;
    }
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto name = decoded(pair.substr(0, equals));
    const auto value = decoded(pair.substr(std::min(pair.size(), equals + 1)));
    if (!name || !value || !is_clean(*name) || !is_clean(*value) || fields.size() == most_fields ||
        !fields.emplace(*name, *value).second) {
      return std::nullopt;
    }
  }
  return fields;
}

std::string form_text(const FormFields& fields) {
  std::string text;
  for (const auto& [name, value] : fields) {
    text +=
        (text.empty() ? "" : "&") + text::percent_encode(name) + "=" + text::percent_encode(value);
  }
  return text;
}

}  // namespace dora::webserver
