// A file that says which groups services belong to, such as their teams.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/collection.h"

namespace dora::counting {

/// Services and their groups, in one of two forms:
///
///     payments-api = "payments"             service,group
///     "checkout-*" = ["web", "mobile"]      checkout-*,web
///
/// TOML if the name ends in `.toml`, CSV if it ends in `.csv`; a service may have several lines. A
/// name that ends in `*` stands for all that begin like it.
class GroupsFile {
 public:
  GroupsFile() = default;  ///< No service is in a group.
  /// Throws a UsageError that names the file, the line and the cause.
  explicit GroupsFile(const std::filesystem::path& file);

  /// By name, without duplicates.
  std::vector<std::string> groups_of(std::string_view service) const;
  /// The names and patterns of the file that none of the services has.
  std::vector<std::string> unused(const std::vector<model::ServiceGroups>& services) const;

 private:
  using Groups = std::set<std::string>;
  void add(const std::filesystem::path& file, int line, const std::string& name, std::string group);

  std::map<std::string, Groups, std::less<>> services_;
  std::map<std::string, Groups> beginnings_;  ///< Without their `*`.
};

}  // namespace dora::counting
