// The access token: where it is read from, and over which way it may be sent.
#pragma once

#include <filesystem>
#include <string>

#include "collector/base/log.h"

namespace dora::gitlab {

struct TokenSource {
  std::filesystem::path file;  ///< Empty: `text`.
  std::string text;            ///< From the environment; may be empty: there is none.
};

/// Without what a file's last line ends with. A file that others than its owner may read or write
/// is warned about. Throws a UsageError for what is no token, and never repeats it: libcurl would
/// send it as it is.
std::string read_token(const TokenSource& source, base::Log& log);

/// Throws a UsageError for an API root to which a token would travel readable for others.
void require_encryption(const std::string& root);

}  // namespace dora::gitlab
