// Reads settings from a .env file without adding them to the process's environment.
#include "collector/base/cli/dotenv.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "collector/base/cli/settings_file.h"
#include "collector/base/error.h"

namespace dora::cli {
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

bool is_documented(std::string_view name) {
  return std::find(dotenv_names.begin(), dotenv_names.end(), name) != dotenv_names.end();
}

[[noreturn]] void refuse(int line, std::string_view why) {
  throw base::UsageError(fmt::format(".env, line {}: {}", line, why));
}

std::string_view value_of(std::string_view text, int line) {
  text = trimmed(text);
  if (!text.starts_with('"') && !text.starts_with('\'')) {
    return text.starts_with('#') ? std::string_view() : trimmed(text.substr(0, text.find(" #")));
  }
  const auto closing = text.find(text.front(), 1);
  if (closing == std::string_view::npos) {
    refuse(line, "the value's opening quote is not closed on the same line");
  }
  const std::string_view rest = text.substr(closing + 1);
  if (!rest.empty() && !(rest.find_first_of(" \t") == 0 && trimmed(rest).starts_with('#'))) {
    refuse(line, "text follows the value's closing quote; remove it, or move the quote after it");
  }
  return text.substr(1, closing - 1);
}

}  // namespace

std::string Dotenv::value(std::string_view name) const {
  const auto found = values.find(name);
  return found == values.end() ? "" : found->second;
}

Dotenv parse_dotenv(std::string_view text) {
  Dotenv result;
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
    if (equals == std::string_view::npos || !is_name(name)) {
      refuse(number, "not of the form NAME=value");
    }
    if (!is_documented(name)) {
      result.ignored.emplace_back(name);
    } else if (!result.values.emplace(name, value_of(line.substr(equals + 1), number)).second) {
      refuse(number, fmt::format("{} is set twice; remove one of the two lines", name));
    }
  }
  return result;
}

Dotenv read_dotenv(const std::filesystem::path& file) {
  std::error_code error;
  return std::filesystem::exists(file, error)
             ? parse_dotenv(read_settings_file(file, Writers::owner))
             : Dotenv{};
}

}  // namespace dora::cli
