// Where a language model is reached, and with which key.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "collector/base/cli/config_file.h"
#include "collector/base/log.h"
#include "collector/http/curl_client.h"

namespace CLI {
class App;
}

namespace dora::llm {

struct EndpointOptions {
  static constexpr const char* default_base_url = "https://api.openai.com/v1";
  std::string base_url = default_base_url;
  std::filesystem::path key_file;  ///< Empty: use `key`.
  std::string key;  ///< From the environment or .env, never from a flag; may be empty.
  std::filesystem::path ca_file;
  int retries = 2;
  std::chrono::seconds timeout{600};  ///< For one answer.
  bool allow_insecure = false;        ///< Allow http:// to other machines.
};

/// Adds --base-url, --key-file, --retries, --timeout, --ca-file and --allow-insecure.
void add_endpoint_options(CLI::App& app, EndpointOptions& options);

/// Call it after parsing: reads OPENAI_BASE_URL and OPENAI_API_KEY from the environment and from
/// `.env` in the working folder. Flag > environment > .env > config file > default. Throws a
/// UsageError if `.env` is invalid and if the key may not go to the address
/// (http/credential_rule.h).
void apply_endpoint_settings(const CLI::App& app, const cli::ConfigFile& config,
                             EndpointOptions& options);

/// Returns the address that paths are appended to, without a slash at its end. Throws a UsageError
/// if it is no http or https URL, holds a password or a query, or is unencrypted.
std::string api_base(const EndpointOptions& options);

/// Returns whether there is a key, or the model runs on this machine, where none is needed.
bool can_ask(const EndpointOptions& options);

/// Throws as api_base() does, and a UsageError for a key that is none.
http::CurlOptions curl_options(const EndpointOptions& options, base::Log& log);

}  // namespace dora::llm
