// An example of the config file: every option of every command, commented.
#include "collector/base/cli/config_example.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dora::cli {
namespace {

constexpr std::size_t comment_width = 100;

/// Lines that begin with `# `.
std::string commented(const std::string& text) {
  std::istringstream words(text);
  std::string result;
  std::string line = "#";
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > comment_width) {
      result += line + "\n";
      line = "#";
    }
    line += " " + word;
  }
  return result + line + "\n";
}

/// What TOML takes for the option.
std::string example_of(const CLI::Option& option) {
  if (option.get_expected_max() == 0) {
    return "true";  // A flag.
  }
  std::string text = option.get_default_str();
  if (text.empty()) {
    text = option.get_type_name();
    text.resize(std::min(text.find(':'), text.size()));  // Without what its value is checked for.
  }
  const bool number = text.find_first_not_of("0123456789") == std::string::npos;
  return number ? text : fmt::format("\"{}\"", text);
}

}  // namespace

std::string config_example(const CLI::App& program) {
  std::string text =
      "# Settings of dora-report, read from the folder in which it runs. Take away the first # of "
      "a line\n"
      "# to set it; flags, environment and .env win. A setting is for every command that has it;\n"
      "# below a line such as [render], for that command alone.\n";
  const std::set<std::string> left_out{"help", "help-all", "version", "config"};
  std::map<std::string, std::string> types;  // Of the settings so far.
  std::string sections;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    std::string section;
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        const auto [known, is_new] = types.emplace(name, option->get_type_name());
        if (!left_out.contains(name) && (is_new || known->second != option->get_type_name())) {
          (is_new ? text : section) += "\n" + commented(option->get_description()) +
                                       fmt::format("#{} = {}\n", name, example_of(*option));
        }
      }
    }
    if (!section.empty()) {
      sections += fmt::format("\n#[{}]\n{}", command->get_name(), section);
    }
  }
  return text + sections;
}

}  // namespace dora::cli
