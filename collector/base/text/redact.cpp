// Keeps misplaced secrets out of messages.
#include "collector/base/text/redact.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dora::text {
namespace {

using namespace std::string_view_literals;

constexpr std::array prefixes{"glpat-"sv, "gldt-"sv,   "glcbt-"sv,   "glptt-"sv,   "glft-"sv,
                              "glrt-"sv,  "glrtr-"sv,  "glsoat-"sv,  "gloas-"sv,   "glimt-"sv,
                              "glwt-"sv,  "glffct-"sv, "glagent-"sv, "GR1348941"sv};
constexpr const char* hidden = "[hidden]";

bool is_token_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

bool begins_token(std::string_view text) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [text](std::string_view prefix) { return text.starts_with(prefix); });
}

bool all_of(std::string_view word, char from, char to, char between) {
  return std::all_of(word.begin(), word.end(),
                     [=](char c) { return (c >= from && c <= to) || c == between; });
}

}  // namespace

std::string hide_tokens(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    if (begins_token(text)) {
      const auto end = std::find_if_not(text.begin(), text.end(), is_token_character);
      text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
      result += hidden;
    } else {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

std::string shown_word(std::string_view word) {
  constexpr std::size_t longest = 40;
  const std::string_view name = word.substr(std::min(word.find_first_not_of('-'), word.size()));
  // A key in a section: `collect.out`.
  const std::string_view last = name.substr(name.find('.') == name.npos ? 0 : name.find('.') + 1);
  const std::string_view section = name.substr(0, name.size() - last.size());
  const bool harmless = all_of(section.substr(0, section.find('.')), 'a', 'z', '-') &&
                        (all_of(last, 'a', 'z', '-') || all_of(last, 'A', 'Z', '_'));
  return harmless && word.size() <= longest && !begins_token(last) ? std::string(word) : hidden;
}

std::string describe_unknown_arguments(const std::vector<std::string>& arguments) {
  std::vector<std::string> options;
  for (const std::string& argument : arguments) {
    if (argument.starts_with('-')) {
      options.push_back(shown_word(std::string_view(argument).substr(0, argument.find('='))));
    }
  }
  if (!options.empty()) {
    const bool token = std::any_of(options.begin(), options.end(), [](const std::string& option) {
      return option.find("token") != std::string::npos;
    });
    return fmt::format("unknown option {}{}", fmt::join(options, ", "),
                       token ? "; the token is read only from PRIVATE_TOKEN or --token-file" : "");
  }
  const std::string first = arguments.empty() ? "" : shown_word(arguments.front());
  return first == hidden || first.empty()
             ? "an argument is neither a command nor an option's value (it is not repeated here: "
               "it may be a secret)"
             : fmt::format("'{}' is neither a command nor an option's value", first);
}

}  // namespace dora::text
