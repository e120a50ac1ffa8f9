// Reads a .env file into the environment, below what the environment holds already.
#include "collector/base/dotenv.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"

namespace dora::base {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  const auto last = text.find_last_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
         std::all_of(text.begin(), text.end(), allowed);
}

/// Nothing for an opening quote without a closing one.
std::optional<std::string_view> value_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('"') || text.starts_with('\'')) {
    const auto closing = text.find(text.front(), 1);
    return closing == std::string_view::npos ? std::nullopt
                                             : std::optional(text.substr(1, closing - 1));
  }
  return trimmed(text.substr(0, text.find(" #")));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> variables;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    if (line.starts_with("export ")) {
      line = trimmed(line.substr(7));
    }
    const auto equals = line.find('=');
    const auto name = trimmed(line.substr(0, equals));
    const auto value =
        equals == std::string_view::npos ? std::nullopt : value_of(line.substr(equals + 1));
    if (!is_name(name) || !value) {
      throw UsageError(fmt::format(".env, line {}: not of the form NAME=value", number));
    }
    variables.emplace_back(name, *value);
  }
  return variables;
}

void load_dotenv(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return;
  }
  for (const auto& [name, value] : parse_dotenv(read_file(file))) {
    ::setenv(name.c_str(), value.c_str(), 0);
  }
}

}  // namespace dora::base
