// Adds a command-line option with a parser of ours; include it only where commands are declared.
#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dora::cli {

/// Adds an option whose text `parse` turns into a value, or nullopt if the text is invalid. `form`
/// is the expected form, shown in the help: `YYYY-MM-DD`, `day|week`; `what` is what the error says
/// is expected, if that is more. The config file sees which values fit. CLI11 owns the result.
template <class Value, class Parse>
CLI::Option* add_parsed_option(CLI::App& app, const std::string& name, const std::string& form,
                               Value& target, Parse parse, const std::string& what = "") {
  const auto check = [parse, expected = what.empty() ? form : what](const std::string& text) {
    return parse(text) ? std::string() : fmt::format("takes {}, not '{}'", expected, text);
  };
  const auto set = [&target, parse](const std::string& text) { target = *parse(text); };
  return app.add_option_function<std::string>(name, set)->type_name(form)->check(check);
}

}  // namespace dora::cli
