// Reads settings from a .env file without adding them to the process's environment.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dora::cli {

/// The only names read from .env. The file may also set OPENSSL_CONF, https_proxy or PATH for
/// another program: in our environment they would affect libraries and child processes.
inline constexpr std::array<std::string_view, 6> dotenv_names{
    "DORA_WEBHOOK_URL", "GITLAB_API_URL", "PRIVATE_TOKEN",
    "PROJECT_ID",       "OPENAI_API_KEY", "OPENAI_BASE_URL"};

struct Dotenv {
  std::map<std::string, std::string, std::less<>> values;  ///< By documented name.
  std::vector<std::string> ignored;                        ///< Other names, in file order.

  /// Returns an empty string if the file does not set it.
  std::string value(std::string_view name) const;
};

/// Parses lines of the forms `NAME=value`, `export NAME=value`, `NAME="value"` and `NAME='value'`.
/// Skips empty lines and lines that begin with #; after a value, ` #` begins a comment. Nothing is
/// expanded. Throws a UsageError that names the line (never its text: it may hold a token), also if
/// a documented name is set twice.
Dotenv parse_dotenv(std::string_view text);

/// Returns no values if the file does not exist. Throws a UsageError if others may write to the
/// file.
Dotenv read_dotenv(const std::filesystem::path& file);

}  // namespace dora::cli
