// Reads settings from a .env file; nothing of it enters the process's environment.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dora::cli {

/// The only names that are taken from .env. Another program's OPENSSL_CONF, https_proxy or PATH may
/// stand in the same file: taken into the environment, they would steer libraries and children.
inline constexpr std::array<std::string_view, 3> dotenv_names{"GITLAB_API_URL", "PRIVATE_TOKEN",
                                                              "PROJECT_ID"};

struct Dotenv {
  std::map<std::string, std::string, std::less<>> values;  ///< By documented name.
  std::vector<std::string> ignored;                        ///< Other names, in their order.

  /// Empty if the file does not set it.
  std::string value(std::string_view name) const;
};

/// Lines of `NAME=value`, `export NAME=value`, `NAME="value"`, `NAME='value'`; empty lines and
/// lines that begin with # are passed over; after a value, ` #` begins a comment. Nothing is
/// expanded. Throws a UsageError that names the line (never its text: it may hold a token), also
/// for a documented name that is set twice.
Dotenv parse_dotenv(std::string_view text);

/// Empty if the file does not exist. Throws a UsageError for a file that others may write.
Dotenv read_dotenv(const std::filesystem::path& file);

}  // namespace dora::cli
