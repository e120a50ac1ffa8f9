// Reads a secret from a file that the user names.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "collector/base/log.h"

namespace dora::cli {

/// What an option such as `--token-file` names.
struct SecretFile {
  std::string_view option;  ///< `--token-file`
  std::string_view holds;   ///< `a token`
  std::filesystem::path path;
};

/// Returns the text without trailing white space. Warns if users other than the file's owner may
/// read or write it. Throws a UsageError, without repeating the text or the name of a file that
/// does not exist, which may be the secret itself, if there is no such file, if the text is empty
/// or if it contains anything but printable ASCII characters.
std::string read_secret_file(const SecretFile& file, base::Log& log);

/// True for text of printable ASCII characters without spaces, such as a token or an address.
bool is_one_word(std::string_view text);

}  // namespace dora::cli
