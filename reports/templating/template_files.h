// Which files make up a template set and where each comes from; knows no Mustache.
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

/// The compiled-in files, each replaced by the file of its name in `folder` (empty: none). Hidden
/// files and a README.md there are passed over. Throws a UsageError for a folder that is none and
/// for any other file in it that replaces nothing.
TemplateFiles read_template_files(const std::filesystem::path& folder);

}  // namespace dora::templating
