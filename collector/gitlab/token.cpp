// Reads the access token and decides how it may be sent.
#include "collector/gitlab/token.h"

#include <fmt/format.h>

#include "collector/base/cli/secret_file.h"
#include "collector/base/error.h"
#include "collector/http/url.h"

namespace dora::gitlab {

std::string read_token(const TokenSource& source, base::Log& log) {
  if (!source.file.empty()) {
    return cli::read_secret_file({"--token-file", "a token", source.file}, log);
  }
  std::string token = source.text;
  token.erase(token.find_last_not_of(" \t\r\n") + 1);
  if (!cli::is_one_word(token)) {
    throw base::UsageError(
        "PRIVATE_TOKEN: not a token: it is empty or holds spaces or control characters");
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
