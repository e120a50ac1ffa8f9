// Says which argument is not known, and what may have been meant.
#include "collector/base/cli/unknown_arguments.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/text/redact.h"

namespace dora::cli {
namespace {

/// How many letters must be inserted, removed or replaced (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row.back();
}

/// What other programs call it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> synonyms{
    {{"--output", "--out"},
     {"--outdir", "--out"},
     {"--url", "--api-url"},
     {"--silent", "--quiet"}}};

const CLI::App* command_of(const CLI::App& program) {
  const auto commands = program.get_subcommands();
  return commands.empty() ? nullptr : commands.front();
}

std::vector<std::string> names_of(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* app : {&program, command_of(program)}) {
    if (app != nullptr) {
      for (const CLI::Option* option : app->get_options()) {
        for (const std::string& name : option->get_lnames()) {
          names.push_back("--" + name);
        }
      }
    }
  }
  if (command_of(program) == nullptr) {
    for (const CLI::App* app : program.get_subcommands([](const CLI::App*) { return true; })) {
      names.push_back(app->get_name());
    }
  }
  return names;
}

std::string nearest(const std::string& word, const std::vector<std::string>& names) {
  for (const auto& [other, ours] : synonyms) {
    if (word == other && std::ranges::find(names, ours) != names.end()) {
      return std::string(ours);
    }
  }
  const auto found = std::ranges::min_element(
      names, {}, [&](const std::string& name) { return distance(word, name); });
  // A third of the letters may be wrong.
  return found != names.end() && 3 * distance(word, *found) <= word.size() ? *found : "";
}

}  // namespace

std::string help_command(const CLI::App& program) {
  const CLI::App* command = command_of(program);
  return fmt::format("'dora-report {}--help'", command == nullptr ? "" : command->get_name() + " ");
}

std::string describe_unknown(const CLI::App& program) {
  const std::vector<std::string> remaining = program.remaining(true);
  std::string text = text::describe_unknown_arguments(remaining);
  // The first of them that looks like an option; CLI11 lists them in any order.
  const auto option = std::ranges::find_if(
      remaining, [](const std::string& word) { return word.starts_with("--"); });
  const std::string word = option != remaining.end() ? option->substr(0, option->find('='))
                           : remaining.empty()       ? ""
                                                     : remaining.front();
  const std::string meant = nearest(word, names_of(program));
  return meant.empty()
             ? fmt::format("{}; see {}", text, help_command(program))
             : fmt::format("{}: did you mean {}? See {}", text, meant, help_command(program));
}

}  // namespace dora::cli
