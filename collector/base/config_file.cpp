// The --config file: one flat TOML file for every command, below flags and environment.
#include "collector/base/config_file.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dora::base {
namespace {

/// CLI11 wants each key under its command and lets the file win over the environment; this reader
/// sorts the keys of a flat file to the command that runs, and drops what the environment sets.
class FlatConfig : public CLI::ConfigBase {
 public:
  explicit FlatConfig(const CLI::App& program) : program_(program) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::vector<CLI::ConfigItem> result;
    for (CLI::ConfigItem& item : ConfigBase::from_config(input)) {
      const bool section_mark = item.name == "++" || item.name == "--";
      if (!section_mark && is_for_this_run(item)) {
        result.push_back(std::move(item));
      }
    }
    return result;
  }

 private:
  static const CLI::Option* find(const CLI::App& app, const std::string& name) {
    return app.get_option_no_throw("--" + name);
  }

  const CLI::App* command(const std::string& name) const {
    const auto commands =
        program_.get_subcommands([&](const CLI::App* each) { return each->get_name() == name; });
    return commands.empty() ? nullptr : commands.front();
  }

  bool is_option_of_some_command(const std::string& name) const {
    const auto commands = program_.get_subcommands([](const CLI::App*) { return true; });
    return std::any_of(commands.begin(), commands.end(),
                       [&](const CLI::App* each) { return find(*each, name) != nullptr; });
  }

  /// Puts the key under the command that runs; false when it is none of its concern.
  bool is_for_this_run(CLI::ConfigItem& item) const {
    const auto running = program_.get_subcommands();
    const CLI::App* active = running.empty() ? nullptr : running.front();
    const CLI::App* owner = active;
    if (!item.parents.empty()) {
      owner = command(item.parents.front());
      if (owner == nullptr || item.parents.size() > 1 || find(*owner, item.name) == nullptr) {
        fail(item);
      }
      if (owner != active) {
        return false;
      }
    } else if (find(program_, item.name) != nullptr) {
      return true;
    }
    const CLI::Option* option = owner == nullptr ? nullptr : find(*owner, item.name);
    if (option == nullptr) {
      if (!is_option_of_some_command(item.name)) {
        fail(item);
      }
      return false;
    }
    item.parents = {owner->get_name()};
    const std::string variable = option->get_envname();
    return variable.empty() || std::getenv(variable.c_str()) == nullptr;
  }

  [[noreturn]] static void fail(const CLI::ConfigItem& item) {
    throw CLI::ConfigError(
        fmt::format("the config file's key '{}' is no option of any command", item.fullname()),
        CLI::ExitCodes::ConfigError);
  }

  const CLI::App& program_;
};

}  // namespace

void add_config_option(CLI::App& program) {
  program.set_config("--config", "", "Read settings from this TOML file; keys are option names")
      ->type_name("FILE");
  program.config_formatter(std::make_shared<FlatConfig>(program));
}

}  // namespace dora::base
