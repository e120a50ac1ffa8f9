// The Mustache templates of the site, built in or a user's own; knows no page and no deployment.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "reports/templating/template_value.h"

namespace dora::templating {

/// Templates use variables, sections, inverted sections, comments and `{{> name}}` for the file
/// `name.mustache`. A text is always escaped (& < > " '); only Markup may, and must, stand in
/// `{{{...}}}`. Errors name the file, the line and the variable. Threads may share
/// a set.
class TemplateSet {
 public:
  /// The compiled-in files; each file in `folder` (empty: none) takes the place of the one with its
  /// name. Throws a UsageError for a folder that cannot be read and for a name that is not known,
  /// an Error for a template that does not parse.
  explicit TemplateSet(const std::filesystem::path& folder = {});
  ~TemplateSet();
  TemplateSet(const TemplateSet&) = delete;
  TemplateSet& operator=(const TemplateSet&) = delete;

  /// Throws an Error when the template uses a name that `example` lacks, in any of its sections,
  /// whether or not some page renders them. Every list in `example` holds one record.
  void check(std::string_view name, const Record& example) const;

  /// Fills `name.mustache`. Throws an Error for a name that `values` lack.
  std::string render(std::string_view name, const Record& values) const;

  /// The text of any file of the set, such as `style.css`. Borrowed from the set.
  std::string_view file(std::string_view name) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace dora::templating
