// Reads a .env file into the environment, below what the environment holds already.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dora::base {

/// Lines of `NAME=value`, `export NAME=value`, `NAME="value"`, `NAME='value'`; empty lines and
/// lines that begin with # are passed over; after an unquoted value, ` #` begins a comment. Nothing
/// is expanded. Throws a UsageError that names the line (never its text: it may hold a token).
std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text);

/// Sets each variable that is not set yet; a missing file is none. Call it before threads begin.
void load_dotenv(const std::filesystem::path& file);

}  // namespace dora::base
