// A file that says which groups services belong to, such as their teams.
#include "collector/counting/groups_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/tables/csv_table.h"
#include "collector/base/tables/toml_table.h"

namespace dora::counting {
namespace {

/// In bytes: a line for each of a hundred thousand services.
constexpr std::int64_t largest_file = std::int64_t{8} << 20U;

[[noreturn]] void fail(const std::filesystem::path& file, int line, std::string_view why) {
  throw base::UsageError(fmt::format("{}: line {}: {}", file.string(), line, why));
}

}  // namespace

GroupsFile::GroupsFile(const std::filesystem::path& file) {
  const std::string kind = file.extension();
  if (kind != ".toml" && kind != ".csv") {
    throw base::UsageError(
        fmt::format("--groups {}: the name must end in .toml or .csv", file.string()));
  }
  const std::string text = files::read_option_file(file, largest_file);
  if (kind == ".toml") {
    for (tables::TomlSetting& setting : tables::parse_toml(text, file.string())) {
      if (setting.key.size() != 1) {
        fail(file, setting.line,
             "a service has a line of its own; write names with dots in quotes, as in "
             "\"a.b\" = \"group\"");
      }
      for (std::string& group : setting.values) {
        add(file, setting.line, setting.key.front(), std::move(group));
      }
    }
    return;
  }
  bool first = true;
  for (tables::CsvRow& row : tables::parse_csv(text, file.string())) {
    const bool is_head = first && row.cells == std::vector<std::string>{"service", "group"};
    first = false;
    if (is_head) {
      continue;
    }
    if (row.cells.size() != 2) {
      fail(file, row.line, "a line has two cells: service,group");
    }
    add(file, row.line, row.cells[0], std::move(row.cells[1]));
  }
}

void GroupsFile::add(const std::filesystem::path& file, int line, const std::string& name,
                     std::string group) {
  if (name.empty() || group.empty()) {
    fail(file, line, "the name of the service or of the group is empty");
  }
  const std::size_t star = name.find('*');
  if (star == std::string::npos) {
    services_[name].insert(std::move(group));
  } else if (star + 1 == name.size()) {
    beginnings_[name.substr(0, star)].insert(std::move(group));
  } else {
    fail(file, line, "a * may stand only at the end of a name");
  }
}

std::vector<std::string> GroupsFile::groups_of(std::string_view service) const {
  Groups groups;
  if (const auto found = services_.find(service); found != services_.end()) {
    groups = found->second;
  }
  for (const auto& [beginning, more] : beginnings_) {
    if (service.starts_with(beginning)) {
      groups.insert(more.begin(), more.end());
    }
  }
  return {groups.begin(), groups.end()};
}

std::vector<std::string> GroupsFile::unused(
    const std::vector<model::ServiceGroups>& services) const {
  std::vector<std::string> unused;
  // The services are in the order of their names, so those that begin alike stand together.
  const auto first_from = [&](const std::string& name) {
    return std::ranges::lower_bound(services, name, {}, &model::ServiceGroups::service);
  };
  for (const auto& [service, groups] : services_) {
    const auto found = first_from(service);
    if (found == services.end() || found->service != service) {
      unused.push_back(service);
    }
  }
  for (const auto& [beginning, groups] : beginnings_) {
    const auto found = first_from(beginning);
    if (found == services.end() || !found->service.starts_with(beginning)) {
      unused.push_back(beginning + "*");
    }
  }
  return unused;
}

}  // namespace dora::counting
