// Decides which merge requests the user excluded: by author, by label, or because a bot made them.
// Pure.
#include "collector/counting/exclusion.h"

#include <algorithm>

#include "collector/base/text/ascii.h"

namespace dora::counting {
namespace {

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Removes `word` from the front; returns false if the text does not begin with it.
bool take(std::string_view& text, std::string_view word) {
  const bool there = text.starts_with(word);
  text.remove_prefix(there ? word.size() : 0);
  return there;
}

bool take_number(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(size);
  return size > 0;
}

/// `project_12_bot`, followed by nothing, by `_` and anything, or by digits (before GitLab 14).
bool is_token_user(std::string_view name) {
  if (!(take(name, "project_") || take(name, "group_")) || !take_number(name) ||
      !take(name, "_bot")) {
    return false;
  }
  return name.empty() || name.front() == '_' || (take_number(name) && name.empty());
}

}  // namespace

bool is_bot_name(std::string_view user_name) {
  const std::string name = text::ascii_lower(user_name);  // User names are ASCII.
  for (const std::string_view program : {"renovate", "dependabot"}) {
    std::string_view rest = name;
    if (take(rest, program) && (rest.empty() || !is_letter_or_digit(rest.front()))) {
      return true;
    }
  }
  return is_token_user(name);
}

Exclusion exclusion_of(const gitlab::MergeRequest& merge_request, const Exclusions& exclusions) {
  const auto is_author = [&merge_request](const std::string& name) {
    return !name.empty() && text::ascii_lower(name) == text::ascii_lower(merge_request.author);
  };
  if (std::any_of(exclusions.authors.begin(), exclusions.authors.end(), is_author)) {
    return Exclusion::author;
  }
  const auto& labels = merge_request.labels;
  if (std::find_first_of(labels.begin(), labels.end(), exclusions.labels.begin(),
                         exclusions.labels.end()) != labels.end()) {
    return Exclusion::label;
  }
  const bool bot = merge_request.author_is_bot || is_bot_name(merge_request.author);
  return exclusions.bots && bot ? Exclusion::bot : Exclusion::none;
}

}  // namespace dora::counting
