// The option --tier-order, which several commands share.
#include "collector/base/cli/tier_order_option.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/text/printable.h"

namespace dora::cli {
namespace {

/// Without the spaces around it, which no label keeps either.
std::string without_spaces(std::string_view name) {
  const std::size_t first = std::min(name.find_first_not_of(' '), name.size());
  name.remove_prefix(first);
  return std::string(name.substr(0, name.find_last_not_of(' ') + 1));
}

/// Reads `a,b`, or one list after the other. CLI11's own delimiter would drop empty names.
std::vector<std::string> names_in(const std::vector<std::string>& lists) {
  std::vector<std::string> names;
  for (const std::string& list : lists) {
    for (std::size_t begin = 0; begin <= list.size();) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      names.push_back(without_spaces(std::string_view(list).substr(begin, end - begin)));
      begin = end + 1;
      if (names.back().empty()) {
        throw CLI::ValidationError(
            "--tier-order", fmt::format("'{}' has an empty name; separate names by one comma",
                                        text::printable(list)));
      }
    }
  }
  return names;
}

}  // namespace

void add_tier_order_option(CLI::App& command, std::function<void(std::vector<std::string>)> set) {
  command
      .add_option_function<std::vector<std::string>>(
          "--tier-order",
          [set = std::move(set)](const std::vector<std::string>& lists) { set(names_in(lists)); },
          "Tiers, the most important first, separated by commas: the order of charts, of "
          "tables and of what needs attention (default: production, staging, qa, development "
          "and names like these, then all others)")
      ->type_name("TIERS")
      ->allow_extra_args(false);
}

}  // namespace dora::cli
