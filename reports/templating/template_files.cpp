// Collects the files of a template set: built in, or from the user's folder.
#include "reports/templating/template_files.h"

#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "templates/embedded.h"

namespace dora::templating {
namespace {

/// The libraries and their licences go together, so they cannot be replaced.
bool is_replaceable(std::string_view name) {
  return name.ends_with(".mustache") || name == "style.css" || name == "site.js" ||
         name == "icon.svg";
}

bool is_passed_over(std::string_view name) {
  return name.starts_with('.') || name == "README.md";
}

std::string replaceable_names(const TemplateFiles& files) {
  std::vector<std::string_view> names;
  for (const auto& [name, file] : files) {
    if (is_replaceable(name)) {
      names.push_back(name);
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

void replace(TemplateFiles& files, const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  if (is_passed_over(name)) {
    return;
  }
  const auto found = files.find(name);
  if (found == files.end() || !is_replaceable(name)) {
    throw base::UsageError(fmt::format("{} does not replace a template: the names are {}",
                                       path.string(), replaceable_names(files)));
  }
  found->second = {path.string(),
                   files::read_all(files::open_file_inside(path.parent_path(), name))};
}

}  // namespace

TemplateFiles read_template_files(const std::filesystem::path& folder) {
  TemplateFiles files;
  for (const templates::EmbeddedFile& file : templates::embedded_files()) {
    files.emplace(file.name,
                  TemplateFile{fmt::format("{} (built in)", file.name), std::string(file.content)});
  }
  if (folder.empty()) {
    return files;
  }
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  if (error) {
    throw base::UsageError(
        fmt::format("cannot read the templates in {}: {}; --templates takes a "
                    "folder",
                    folder.string(), error.message()));
  }
  for (const auto& entry : entries) {
    replace(files, entry.path());
  }
  return files;
}

}  // namespace dora::templating
