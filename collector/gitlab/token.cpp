// Reads the access token and decides how it may be sent.
#include "collector/gitlab/token.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/cli/settings_file.h"
#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/http/url.h"

namespace dora::gitlab {
namespace {

constexpr std::size_t largest_token = 64 * 1024;

void warn_of_readers(const std::filesystem::path& file, base::Log& log) {
  using std::filesystem::perms;
  constexpr perms others = perms::group_all | perms::others_all;
  std::error_code error;
  const perms mode = std::filesystem::status(file, error).permissions();
  if (!error && (mode & others) != perms::none) {
    log.warning(fmt::format(
        "--token-file {}: users other than its owner may use it (mode {:04o}); chmod 600 {}",
        file.string(), static_cast<unsigned>(mode), file.string()));
  }
}

/// If the file does not exist, its name may be a token that was given by mistake.
void check_name(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error) || std::filesystem::is_directory(file, error)) {
    throw base::UsageError(
        "--token-file: no such file (its name is not repeated: it may be a token); give "
        "the name of a file that holds the token");
  }
}

}  // namespace

std::string read_token(const TokenSource& source, base::Log& log) {
  const bool from_file = !source.file.empty();
  if (from_file) {
    check_name(source.file);
  }
  std::string token = from_file ? files::read_file(source.file, largest_token) : source.text;
  if (from_file) {
    cli::refuse_byte_order_mark(source.file.string(), token);
  }
  token.erase(token.find_last_not_of(" \t\r\n") + 1);
  const bool printable =
      std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!printable || (from_file && token.empty())) {
    throw base::UsageError(
        fmt::format("{}: not a token: it is empty or holds spaces or control characters",
                    from_file ? "--token-file " + source.file.string() : "PRIVATE_TOKEN"));
  }
  if (from_file) {
    warn_of_readers(source.file, log);
  }
  return token;
}

void require_encryption(const std::string& root) {
  if (http::is_unencrypted(root)) {
    throw base::UsageError(
        fmt::format("{} is not encrypted: anyone on the network path could read the access token; "
                    "use https://, "
                    "or --allow-insecure if you trust the network",
                    root));
  }
}

}  // namespace dora::gitlab
