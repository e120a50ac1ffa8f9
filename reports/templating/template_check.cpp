// Checks a template against the names that its page provides.
#include "reports/templating/template_check.h"

#include <algorithm>
#include <deque>
#include <vector>

#include <fmt/format.h>

#include "reports/templating/template_tags.h"

namespace dora::templating {
namespace {

/// Where names are looked up, from the outermost.
struct Scopes {
  std::vector<const Record*> open;
  std::deque<Record> made;  ///< Of lists that make their records.
};

const Value* find(const Scopes& scopes, std::string_view name) {
  for (auto scope = scopes.open.rbegin(); scope != scopes.open.rend(); ++scope) {
    const auto field = std::find_if((*scope)->begin(), (*scope)->end(),
                                    [&](const Field& candidate) { return candidate.name == name; });
    if (field != (*scope)->end()) {
      return &field->value;
    }
  }
  return nullptr;
}

std::string known_names(const Scopes& scopes) {
  std::vector<std::string_view> names;
  for (const Record* scope : scopes.open) {
    for (const Field& field : *scope) {
      names.push_back(field.name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

/// Inside a section, names are looked up in its record, too.
void open_section(const Tag& tag, const Value& value, Scopes& scopes) {
  const auto* list = std::get_if<List>(&value.content);
  const auto* rows = std::get_if<Rows>(&value.content);
  const Value& inner = list != nullptr && !list->empty() ? list->front() : value;
  const auto* record = std::get_if<Record>(&inner.content);
  if (rows != nullptr && rows->count > 0) {
    record = &scopes.made.emplace_back((*rows->record)(0));
  }
  const bool looks_inside = tag.kind == TagKind::section && record != nullptr;
  scopes.open.push_back(looks_inside ? record : scopes.open.back());
}

void check_use(const TemplateFile& file, const Tag& tag, const Value& value) {
  const bool text = std::holds_alternative<std::string>(value.content);
  const bool markup = std::holds_alternative<Markup>(value.content);
  const bool as_section = tag.kind == TagKind::section || tag.kind == TagKind::inverted;
  if (as_section && (text || markup)) {
    fail_at(file, tag.begin, fmt::format("'{}' is a text, not a section", tag.name));
  }
  if (!as_section && !text && !markup) {
    fail_at(file, tag.begin, fmt::format("'{}' is a section, not a text", tag.name));
  }
  if (tag.kind == TagKind::variable && markup) {
    fail_at(file, tag.begin, fmt::format("'{0}' is HTML: write {{{{{{{0}}}}}}}", tag.name));
  }
  if (tag.kind == TagKind::unescaped && text) {
    fail_at(file, tag.begin, fmt::format("'{0}' must be escaped: write {{{{{0}}}}}", tag.name));
  }
}

void check_in(const TemplateFiles& files, const TemplateFile& file, Scopes& scopes) {
  for (const Tag& tag : parse_tags(file)) {
    if (tag.kind == TagKind::comment) {
      continue;
    }
    if (tag.kind == TagKind::partial) {
      check_in(files, included_file(files, file, tag), scopes);
      continue;
    }
    if (tag.kind == TagKind::end) {
      scopes.open.pop_back();
      continue;
    }
    const Value* value = find(scopes, tag.name);
    if (value == nullptr) {
      fail_at(file, tag.begin,
              fmt::format("unknown variable '{}'; known here: {}", tag.name, known_names(scopes)));
    }
    check_use(file, tag, *value);
    if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) {
      open_section(tag, *value, scopes);
    }
  }
}

}  // namespace

void check_template(const TemplateFiles& files, const TemplateFile& file, const Record& example) {
  expand(files, file);  // Rejects files that include themselves before they are followed here.
  Scopes scopes{{&example}, {}};
  check_in(files, file, scopes);
}

}  // namespace dora::templating
