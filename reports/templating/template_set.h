// The Mustache templates of the site, built in or the user's own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "reports/templating/template_value.h"

namespace dora::templating {

/// Templates use variables, sections, inverted sections, comments and `{{> name}}` for the file
/// `name.mustache`. Text is always escaped (& < > " '); only Markup may, and must, be in
/// `{{{...}}}`. Errors name the file, the line and the variable. Threads may share a set.
class TemplateSet {
 public:
  /// Takes the built-in files; each file in `folder` (empty: none) replaces the one with its name.
  /// Throws a UsageError for a folder that cannot be read and for an unknown name, an Error for a
  /// template that does not parse.
  explicit TemplateSet(const std::filesystem::path& folder = {});
  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  /// Throws an Error if the template uses a name that `example` lacks, in any of its sections,
  /// whether or not some page renders them. Every list in `example` has one record.
  void check(std::string_view name, const Record& example) const;

  /// Renders `name.mustache`. Throws an Error for a name that `values` lack.
  std::string render(std::string_view name, const Record& values) const;

  /// The text of any file of the set, such as `style.css`. Borrowed from the set.
  std::string_view file(std::string_view name) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace dora::templating
