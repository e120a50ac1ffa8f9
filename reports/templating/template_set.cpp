// The Mustache templates of the site, built in or the user's own.
#include "reports/templating/template_set.h"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/templating/template_check.h"
#include "reports/templating/template_files.h"
#include "reports/templating/template_program.h"
#include "reports/templating/template_tags.h"

namespace dora::templating {
namespace {

constexpr std::string_view template_extension = ".mustache";

}  // namespace

struct TemplateSet::Data {
  TemplateFiles files;
  std::map<std::string, TemplateProgram, std::less<>> programs;  ///< By file name.

  const TemplateFile& file(std::string_view name) const {
    const auto found = files.find(name);
    if (found == files.end()) {
      throw base::Error(fmt::format("template file '{}' does not exist", name));
    }
    return found->second;
  }
};

TemplateSet::TemplateSet(const std::filesystem::path& folder)
    : data_(std::make_unique<Data>(Data{read_template_files(folder), {}})) {
  for (const auto& [name, file] : data_->files) {
    if (name.ends_with(template_extension)) {
      data_->programs.emplace(name, TemplateProgram({file.place, expand(data_->files, file)}));
    }
  }
}

TemplateSet::~TemplateSet() = default;

void TemplateSet::check(std::string_view name, const Record& example) const {
  check_template(data_->files, data_->file(fmt::format("{}{}", name, template_extension)), example);
}

std::string TemplateSet::render(std::string_view name, const Record& values) const {
  return data_->programs.at(fmt::format("{}{}", name, template_extension)).fill(values);
}

std::string_view TemplateSet::file(std::string_view name) const {
  return data_->file(name).text;
}

}  // namespace dora::templating
