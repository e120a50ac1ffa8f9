// The Mustache templates of the site, built in or a user's own; knows no page and no deployment.
//
// kainjow::mustache renders a bad template as nothing and an unknown variable as an empty text, so
// templates are checked before their use, and a lookup that misses throws.
#include "reports/template_set.h"

#include <map>
#include <utility>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "collector/base/error.h"
#include "reports/template_check.h"
#include "reports/template_files.h"
#include "reports/template_tags.h"

namespace dora::reports {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view extension = ".mustache";

mustache::data to_data(const Value& value);

mustache::data to_data(const Record& record) {
  mustache::data data;
  for (const Field& field : record) {
    data[std::string(field.name)] = to_data(field.value);
  }
  return data;
}

mustache::data to_data(const List& items) {
  mustache::list list;
  list.reserve(items.size());
  for (const Value& item : items) {
    list.push_back(to_data(item));
  }
  return {list};
}

mustache::data to_data(const Value& value) {
  struct Visitor {
    mustache::data operator()(const std::string& text) const { return {text}; }
    mustache::data operator()(const Markup& markup) const { return {markup.html}; }
    mustache::data operator()(bool flag) const { return {flag}; }
    mustache::data operator()(const List& items) const { return to_data(items); }
    mustache::data operator()(const Record& record) const { return to_data(record); }
  };
  return std::visit(Visitor{}, value.content);
}

/// Looks names up as Mustache does, but a name that is nowhere throws.
class StrictContext : public mustache::context<std::string> {
 public:
  StrictContext(const std::string& place, const mustache::data& data)
      : mustache::context<std::string>(&data), place_(place) {}

  const mustache::data* get(const std::string& name) const override {
    const mustache::data* found = mustache::context<std::string>::get(name);
    if (found == nullptr) {
      throw base::Error(fmt::format("{}: unknown variable '{}'", place_, name));
    }
    return found;
  }

 private:
  const std::string& place_;
};

/// Takes the renderer's pieces without a stream in between.
struct Output {
  std::string text;
  Output& operator<<(const std::string& piece) {
    text += piece;
    return *this;
  }
};

}  // namespace

struct TemplateSet::Data {
  TemplateFiles files;
  std::map<std::string, mustache::mustache, std::less<>> parsed;  ///< By the files' names.

  const TemplateFile& file(std::string_view name) const {
    const auto found = files.find(name);
    if (found == files.end()) {
      throw base::Error(fmt::format("there is no template file '{}'", name));
    }
    return found->second;
  }
};

TemplateSet::TemplateSet(const std::filesystem::path& folder)
    : data_(std::make_unique<Data>(Data{read_template_files(folder), {}})) {
  for (const auto& [name, file] : data_->files) {
    if (name.ends_with(extension)) {
      // Once for all pages, included files in their place: kainjow would parse those every time.
      mustache::mustache parsed(expand(data_->files, file));
      if (!parsed.is_valid()) {
        throw base::Error(fmt::format("{}: {}", file.place, parsed.error_message()));
      }
      data_->parsed.emplace(name, std::move(parsed));
    }
  }
}

TemplateSet::~TemplateSet() = default;

void TemplateSet::check(std::string_view name, const Record& example) const {
  check_template(data_->files, data_->file(fmt::format("{}{}", name, extension)), example);
}

std::string TemplateSet::render(std::string_view name, const Record& values) const {
  const std::string file_name = fmt::format("{}{}", name, extension);
  const mustache::data data = to_data(values);
  StrictContext context(data_->file(file_name).place, data);
  Output output;
  data_->parsed.at(file_name).render(context, output);
  return std::move(output.text);
}

std::string_view TemplateSet::file(std::string_view name) const {
  return data_->file(name).text;
}

}  // namespace dora::reports
