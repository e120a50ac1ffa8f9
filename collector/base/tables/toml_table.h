// Reads TOML (https://toml.io/en/v1.0.0) into plain texts, using toml++.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::tables {

/// A key that has a value, or an array of them; tables are taken apart.
struct TomlSetting {
  std::vector<std::string> key;     ///< From the outermost table: {"collect", "project"}.
  std::vector<std::string> values;  ///< As TOML writes them; strings without quotes.
  int line = 0;
};

/// In the order of their lines. Throws a UsageError that names `file`, the line and the cause, but
/// repeats nothing of the text, which may be secret.
std::vector<TomlSetting> parse_toml(std::string_view text, const std::string& file);

}  // namespace dora::tables
