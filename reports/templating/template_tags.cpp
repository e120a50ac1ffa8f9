// Finds the tags of a Mustache template and expands partials.
#include "reports/templating/template_tags.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "collector/base/error.h"

namespace dora::templating {
namespace {

constexpr int deepest_inclusion = 8;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

bool is_name(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::optional<TagKind> kind_of(char sigil) {
  switch (sigil) {
    case '#':
      return TagKind::section;
    case '^':
      return TagKind::inverted;
    case '/':
      return TagKind::end;
    case '>':
      return TagKind::partial;
    case '!':
      return TagKind::comment;
    case '&':
      return TagKind::unescaped;
    default:
      return std::nullopt;
  }
}

/// Takes the tag that begins at `begin`, where `{{` is.
Tag take_tag(const TemplateFile& file, std::size_t begin) {
  const std::string_view text = file.text;
  const bool triple = text.substr(begin).starts_with("{{{");
  const std::string_view closing = triple ? "}}}" : "}}";
  const std::size_t inside = begin + closing.size();
  const std::size_t close = text.find(closing, inside);
  if (close == std::string_view::npos) {
    fail_at(file, begin, fmt::format("'{{{{' without '{}'", closing));
  }
  Tag tag{triple ? TagKind::unescaped : TagKind::variable, {}, begin, close + closing.size()};
  std::string_view content = trimmed(text.substr(inside, close - inside));
  const auto kind = content.empty() || triple ? std::nullopt : kind_of(content.front());
  if (kind) {
    tag.kind = *kind;
    content.remove_prefix(1);
  }
  tag.name = trimmed(content);
  if (tag.kind != TagKind::comment && !is_name(tag.name)) {
    fail_at(file, begin,
            fmt::format("'{}' is not a name: names are made of a-z, 0-9 and _", tag.name));
  }
  return tag;
}

void match_section(const TemplateFile& file, const Tag& tag, std::vector<Tag>& open) {
  if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) {
    open.push_back(tag);
  } else if (tag.kind == TagKind::end) {
    if (open.empty()) {
      fail_at(file, tag.begin, fmt::format("section '{}' ends but never began", tag.name));
    }
    if (open.back().name != tag.name) {
      fail_at(file, tag.begin,
              fmt::format("section '{}' ends inside section '{}'", tag.name, open.back().name));
    }
    open.pop_back();
  }
}

std::string expand_to(const TemplateFiles& files, const TemplateFile& file, int depth) {
  std::string result;
  std::size_t done = 0;
  for (const Tag& tag : parse_tags(file)) {
    if (tag.kind != TagKind::partial) {
      continue;
    }
    if (depth == deepest_inclusion) {
      fail_at(file, tag.begin, fmt::format("'{}' includes itself", tag.name));
    }
    std::string text = expand_to(files, included_file(files, file, tag), depth + 1);
    // The tag's line has a newline of its own.
    text.resize(text.ends_with('\n') ? text.size() - 1 : text.size());
    result.append(file.text, done, tag.begin - done).append(text);
    done = tag.end;
  }
  return result.append(file.text, done);
}

}  // namespace

std::vector<Tag> parse_tags(const TemplateFile& file) {
  std::vector<Tag> tags;
  std::vector<Tag> open;
  for (std::size_t at = file.text.find("{{"); at != std::string::npos;
       at = file.text.find("{{", tags.back().end)) {
    tags.push_back(take_tag(file, at));
    match_section(file, tags.back(), open);
  }
  if (!open.empty()) {
    fail_at(file, open.back().begin, fmt::format("section '{}' never ends", open.back().name));
  }
  return tags;
}

const TemplateFile& included_file(const TemplateFiles& files, const TemplateFile& file,
                                  const Tag& partial) {
  const auto found = files.find(std::string(partial.name) + ".mustache");
  if (found == files.end()) {
    fail_at(file, partial.begin, fmt::format("there is no {}.mustache", partial.name));
  }
  return found->second;
}

std::string expand(const TemplateFiles& files, const TemplateFile& file) {
  return expand_to(files, file, 0);
}

void fail_at(const TemplateFile& file, std::size_t position, const std::string& what) {
  const auto begin = file.text.begin();
  const auto line = 1 + std::count(begin, begin + static_cast<std::ptrdiff_t>(position), '\n');
  throw base::Error(fmt::format("{}:{}: {}", file.place, line, what));
}

}  // namespace dora::templating
