// The config file: one TOML file for every command, below flags, environment and .env.
#include "collector/base/cli/config_file.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/cli/settings_file.h"
#include "collector/base/environment.h"
#include "collector/base/error.h"
#include "collector/base/tables/toml_table.h"
#include "collector/base/text/redact.h"

namespace dora::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* file_of_folder = "dora-report.toml";

bool begins_with(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

/// Returns whether neither `..` nor a link on the way leads out of the folder.
bool stays_within(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(folder / path, error);
  return !error && path.is_relative() && begins_with(real, fs::weakly_canonical(folder, error));
}

bool is_set(const char* variable) {
  return !base::environment(variable).empty();
}

/// CLI11 expects each key under its command and lets the file override the environment; this reader
/// assigns the keys of a flat file to the command that runs and drops those that flags or the
/// environment set.
class FlatConfig : public CLI::ConfigBase {
 public:
  FlatConfig(CLI::App& program, FolderRules rules) : program_(program), rules_(std::move(rules)) {}

  std::shared_ptr<const ConfigFile> file() const { return file_; }

  /// CLI11 calls this for the file's name before it opens the file. It would block on a FIFO and
  /// ignore a file that it cannot read, so it gets a name that is always empty; from_config() gets
  /// the text that was read here.
  std::string load(std::string& name) {
    const bool named = program_.get_config_ptr()->count() > 0;
    std::error_code error;
    if (name == nothing || !file_->path.empty()) {
      name = nothing;
    } else if (is_help_requested() || (!named && !fs::exists(name, error))) {
      name.clear();
    } else {
      const auto authority = is_within(name, fs::current_path()) ? base::Authority::config_of_folder
                                                                 : base::Authority::operators;
      // GitLab's Docker executor checks out every file with mode 0666, for this job only.
      const bool in_ci = authority == base::Authority::config_of_folder && is_set("GITLAB_CI");
      text_ = read_settings_file(name, in_ci ? Writers::anybody : Writers::owner);
      file_->path = std::exchange(name, nothing);
      file_->authority = authority;
    }
    return {};
  }

  std::vector<CLI::ConfigItem> from_config(std::istream& /*empty*/) const override {
    std::vector<CLI::ConfigItem> result;
    std::vector<tables::TomlSetting> settings = tables::parse_toml(text_, file_->path.string());
    const std::set<std::string> own = keys_of_own_section(settings);
    for (tables::TomlSetting& setting : settings) {
      CLI::ConfigItem item;
      item.name = std::move(setting.key.back());
      setting.key.pop_back();
      item.parents = std::move(setting.key);
      item.inputs = std::move(setting.values);
      const bool overridden = item.parents.empty() && own.contains(item.name);
      if (!overridden && is_for_this_run(item)) {
        file_->set.insert("--" + item.name);
        result.push_back(std::move(item));
      }
    }
    return result;
  }

 private:
  static constexpr const char* nothing = "/dev/null";

  CLI::App* running() const {
    const auto commands = program_.get_subcommands();
    return commands.empty() ? nullptr : commands.front();
  }

  bool is_help_requested() const {
    const CLI::App* command = running();
    const auto asked = [](const CLI::App& app) {
      return app.get_help_ptr()->count() > 0 ||
             (app.get_help_all_ptr() != nullptr && app.get_help_all_ptr()->count() > 0);
    };
    return asked(program_) || (command != nullptr && asked(*command));
  }

  std::set<std::string> keys_of_own_section(
      const std::vector<tables::TomlSetting>& settings) const {
    std::set<std::string> keys;
    for (const tables::TomlSetting& setting : settings) {
      if (running() != nullptr && setting.key.size() == 2 &&
          setting.key.front() == running()->get_name()) {
        keys.insert(setting.key.back());
      }
    }
    return keys;
  }

  static CLI::Option* find(CLI::App& app, const std::string& name) {
    return app.get_option_no_throw("--" + name);
  }

  CLI::App* command(const std::string& name) const {
    const auto commands =
        program_.get_subcommands([&](const CLI::App* each) { return each->get_name() == name; });
    return commands.empty() ? nullptr : commands.front();
  }

  /// The options of this name, of every command.
  std::vector<CLI::Option*> options_named(const std::string& name) const {
    std::vector<CLI::Option*> options;
    for (CLI::App* each : program_.get_subcommands([](const CLI::App*) { return true; })) {
      if (CLI::Option* option = find(*each, name)) {
        options.push_back(option);
      }
    }
    return options;
  }

  /// Returns nullopt for an option without a check.
  static std::optional<bool> accepts(CLI::Option& option, const std::vector<std::string>& values) {
    try {
      const CLI::Validator& check = *option.get_validator(0);
      return std::ranges::all_of(values, [&](std::string value) { return check(value).empty(); });
    } catch (const CLI::OptionNotFound&) {
      return std::nullopt;
    }
  }

  /// Returns whether the value fits another command's option of the same name, and not this one.
  bool is_meant_for_another(const CLI::ConfigItem& item, CLI::Option& option) const {
    return accepts(option, item.inputs) == false &&
           std::ranges::any_of(options_named(item.name), [&](CLI::Option* other) {
             return accepts(*other, item.inputs) == true;
           });
  }

  /// Assigns the key to the command that runs; returns false if the key does not concern it.
  bool is_for_this_run(CLI::ConfigItem& item) const {
    CLI::App* active = running();
    CLI::App* owner = active;
    if (!item.parents.empty()) {
      owner = command(item.parents.front());
      if (owner == nullptr || item.parents.size() > 1 || find(*owner, item.name) == nullptr) {
        fail(item.fullname(), "is not an option of any command");
      }
      if (owner != active) {
        return false;
      }
    } else if (const CLI::Option* general = find(program_, item.name)) {
      return is_effective(item, *general);
    }
    CLI::Option* option = owner == nullptr ? nullptr : find(*owner, item.name);
    if (option == nullptr) {
      if (options_named(item.name).empty()) {
        fail(item.fullname(), "is not an option of any command");
      }
      return false;
    }
    if (item.parents.empty() && is_meant_for_another(item, *option)) {
      return false;
    }
    item.parents = {owner->get_name()};
    return is_effective(item, *option);
  }

  bool is_effective(const CLI::ConfigItem& item, const CLI::Option& option) const {
    const std::string variable = option.get_envname();
    if (option.count() > 0 || (!variable.empty() && is_set(variable.c_str()))) {
      return false;
    }
    if (file_->authority == base::Authority::config_of_folder) {
      check_for_folder(item);
    }
    return true;
  }

  void check_for_folder(const CLI::ConfigItem& item) const {
    if (rules_.refused.contains(item.name)) {
      fail(item.name,
           fmt::format("may not be set by a file in the working folder, which others may "
                       "have written; give --{} on the command line",
                       item.name));
    }
    const bool outside = std::any_of(
        item.inputs.begin(), item.inputs.end(),
        [](const std::string& path) { return !stays_within(path, fs::current_path()); });
    if (rules_.inside.contains(item.name) && outside) {
      fail(item.name,
           fmt::format("leads out of the working folder, which a file in that folder may not do; "
                       "give --{} on the command line",
                       item.name));
    }
  }

  [[noreturn]] void fail(const std::string& key, std::string_view why) const {
    throw CLI::ConfigError(fmt::format("the config file {}: the key '{}' {}", file_->path.string(),
                                       text::shown_word(key), why),
                           CLI::ExitCodes::ConfigError);
  }

  CLI::App& program_;
  FolderRules rules_;
  std::string text_;
  std::shared_ptr<ConfigFile> file_ = std::make_shared<ConfigFile>();
};

}  // namespace

bool is_within(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path real_folder = fs::weakly_canonical(folder, error);
  const fs::path real_parent = fs::weakly_canonical(fs::absolute(file).parent_path(), error);
  const fs::path real_file = fs::weakly_canonical(file, error);
  // Use the name as written: a link in the folder may lead somewhere else tomorrow.
  const fs::path written = fs::absolute(file).lexically_normal();
  return error || begins_with(real_parent, real_folder) || begins_with(real_file, real_folder) ||
         begins_with(written, fs::absolute(folder).lexically_normal()) ||
         begins_with(written, real_folder);
}

bool is_given(const CLI::App& command, const std::string& option) {
  return command.count(option) > 0;
}

std::shared_ptr<const ConfigFile> add_config_option(CLI::App& program, FolderRules rules) {
  const auto config = std::make_shared<FlatConfig>(program, std::move(rules));
  program
      .set_config("--config", file_of_folder,
                  "Read settings from this TOML file; keys are option names")
      ->type_name("FILE")
      ->transform(CLI::Validator(
          // Borrowed: the program owns both.
          [reader = config.get()](std::string& name) { return reader->load(name); }, ""));
  program.config_formatter(config);
  return config->file();
}

}  // namespace dora::cli
