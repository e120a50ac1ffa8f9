// Finds the tags of a Mustache template and expands partials.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/templating/template_files.h"

namespace dora::templating {

enum class TagKind { variable, unescaped, section, inverted, end, partial, comment };

/// `{{name}}`, `{{{name}}}` or `{{&name}}`, `{{#name}}`, `{{^name}}`, `{{/name}}`, `{{> name}}`,
/// `{{! words }}`. Names are made of `a-z 0-9 _`.
struct Tag {
  TagKind kind = TagKind::variable;
  std::string_view name;  ///< Part of the template's text.
  std::size_t begin = 0;  ///< Bytes [begin, end) of the text.
  std::size_t end = 0;
};

/// Returns the tags in order; sections are closed and nested. Throws an Error that names the file,
/// the line and the tag for anything else.
std::vector<Tag> parse_tags(const TemplateFile& file);

/// The file that a partial tag of `file` names. Throws an Error if it does not exist.
const TemplateFile& included_file(const TemplateFiles& files, const TemplateFile& file,
                                  const Tag& partial);

/// The text of `file` with every `{{> name}}` replaced by that file's text. Throws an Error for a
/// file that does not exist or includes itself.
std::string expand(const TemplateFiles& files, const TemplateFile& file);

/// Throws `index.mustache:12: <what>` as an Error.
[[noreturn]] void fail_at(const TemplateFile& file, std::size_t position, const std::string& what);

}  // namespace dora::templating
