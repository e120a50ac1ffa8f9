// Collects the files of a template set: built in, or from the user's folder.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace dora::templating {

struct TemplateFile {
  std::string place;  ///< For messages: the path, or the name and `(built in)`.
  std::string text;
};

/// By name, such as `index.mustache`.
using TemplateFiles = std::map<std::string, TemplateFile, std::less<>>;

/// The built-in files, each replaced by the file of the same name in `folder` (empty: none).
/// Ignores hidden files and a README.md there. Throws a UsageError if `folder` is not a folder, or
/// if any other file in it replaces nothing.
TemplateFiles read_template_files(const std::filesystem::path& folder);

}  // namespace dora::templating
