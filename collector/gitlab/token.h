// Reads the access token and decides how it may be sent.
#pragma once

#include <filesystem>
#include <string>

#include "collector/base/log.h"

namespace dora::gitlab {

struct TokenSource {
  std::filesystem::path file;  ///< Empty: use `text`.
  std::string text;            ///< From the environment; empty if there is none.
};

/// Returns the token without trailing line ends. Warns if others than the file's owner may read or
/// write it. Throws a UsageError for text that is not a token, without repeating it: libcurl would
/// send it as it is.
std::string read_token(const TokenSource& source, base::Log& log);

/// Throws a UsageError if a token for this API root would travel unencrypted.
void require_encryption(const std::string& root);

}  // namespace dora::gitlab
