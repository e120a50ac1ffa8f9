// Formats --help: each option on a line of its own, its description wrapped below it.
#include "collector/base/cli/help_format.h"

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dora::cli {
namespace {

constexpr std::size_t line_width = 80;
constexpr std::size_t indent = 6;

/// Wraps the text at word boundaries into indented lines of at most line_width.
std::string wrapped(const std::string& text) {
  std::istringstream words(text);
  std::string result;
  std::string line;
  for (std::string word; words >> word;) {
    if (!line.empty() && indent + line.size() + 1 + word.size() > line_width) {
      result += std::string(indent, ' ') + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return line.empty() ? result : result + std::string(indent, ' ') + line + "\n";
}

/// CLI11's own lines are as long as the description, without wrapping.
class HelpFormat : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::string& text = option->get_type_name();
    const std::string type =
        option->get_type_size() == 0 || is_positional ? "" : text.substr(0, text.find(':'));
    std::string notes = option->get_required() ? " Required." : "";
    if (!option->get_default_str().empty() && option->get_type_size() != 0) {
      notes += fmt::format(" [default: {}]", option->get_default_str());
    }
    if (!option->get_envname().empty()) {
      notes += fmt::format(" [environment: {}]", option->get_envname());
    }
    return fmt::format("  {}{}{}\n{}", make_option_name(option, is_positional),
                       type.empty() ? "" : " ", type,
                       wrapped(option->get_description() + "." + notes));
  }

  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    return make_description(app) + make_usage(app, std::move(name)) + make_positionals(app) +
           groups_of(*app, mode) + make_subcommands(app, mode) + "\n" + make_footer(app);
  }

  std::string make_footer(const CLI::App* app) const override { return app->get_footer() + "\n"; }

 private:
  /// Options of advanced_group only under --help-all.
  std::string groups_of(const CLI::App& app, CLI::AppFormatMode mode) const {
    std::string text;
    std::size_t hidden = 0;
    for (const std::string& group : app.get_groups()) {
      const auto options = app.get_options([&](const CLI::Option* option) {
        return option->get_group() == group && option->nonpositional();
      });
      if (group == advanced_group && mode != CLI::AppFormatMode::All) {
        hidden = options.size();
      } else if (!group.empty() && !options.empty()) {
        text += make_group(group, false, options);
      }
    }
    return hidden == 0 ? text
                       : text + fmt::format("\n--help-all shows {} more options, for rare cases.\n",
                                            hidden);
  }
};

}  // namespace

void set_help_format(CLI::App& program) {
  const auto format = std::make_shared<HelpFormat>();
  format->label("Positionals", "Arguments");
  program.formatter(format);
  program.set_help_flag("-h,--help", "Print this help and exit");
  program.set_help_all_flag("--help-all", "Print all options, also those for rare cases, and exit");
}

}  // namespace dora::cli
