// Reads a secret from a file that the user names.
#include "collector/base/cli/secret_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/cli/settings_file.h"
#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"

namespace dora::cli {
namespace {

constexpr std::size_t largest_secret = 64 * 1024;

void warn_of_readers(const SecretFile& file, base::Log& log) {
  using std::filesystem::perms;
  constexpr perms others = perms::group_all | perms::others_all;
  std::error_code error;
  const perms mode = std::filesystem::status(file.path, error).permissions();
  if (!error && (mode & others) != perms::none) {
    log.warning(fmt::format(
        "{} {}: users other than its owner may use it (mode {:04o}); chmod 600 {}", file.option,
        file.path.string(), static_cast<unsigned>(mode), file.path.string()));
  }
}

/// If the file does not exist, its name may be a secret that was given by mistake.
void check_name(const SecretFile& file) {
  std::error_code error;
  if (!std::filesystem::exists(file.path, error) ||
      std::filesystem::is_directory(file.path, error)) {
    throw base::UsageError(
        fmt::format("{0}: no such file (its name is not repeated: it may be {1}); give the name of "
                    "a file that holds {1}",
                    file.option, file.holds));
  }
}

}  // namespace

bool is_one_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string read_secret_file(const SecretFile& file, base::Log& log) {
  check_name(file);
  std::string text = files::read_file(file.path, largest_secret);
  refuse_byte_order_mark(file.path.string(), text);
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  if (text.empty() || !is_one_word(text)) {
    throw base::UsageError(
        fmt::format("{} {}: not {}: it is empty or holds spaces or control characters", file.option,
                    file.path.string(), file.holds));
  }
  warn_of_readers(file, log);
  return text;
}

}  // namespace dora::cli
