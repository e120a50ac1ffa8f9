// An option of a command line with a parser of ours; for the files that declare commands only.
#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dora::cli {

/// An option whose text `parse` turns into a value, or nothing when it is wrong; `form` shows what
/// it takes, in the help and in the error: `YYYY-MM-DD`, `day|week`. CLI11 owns the result.
template <class Value, class Parse>
CLI::Option* add_parsed_option(CLI::App& app, const std::string& name, const std::string& form,
                               Value& target, Parse parse) {
  const auto set = [&target, parse, name, form](const std::string& text) {
    const auto value = parse(text);
    if (!value) {
      throw CLI::ValidationError(name, fmt::format("takes {}, not '{}'", form, text));
    }
    target = *value;
  };
  return app.add_option_function<std::string>(name, set)->type_name(form);
}

}  // namespace dora::cli
