// Where a language model is reached, and with which key.
#include "reports/llm/endpoint.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/cli/ca_file_option.h"
#include "collector/base/cli/dotenv.h"
#include "collector/base/cli/help_format.h"
#include "collector/base/cli/secret_file.h"
#include "collector/base/environment.h"
#include "collector/base/error.h"
#include "collector/http/credential_rule.h"
#include "collector/http/url.h"

namespace dora::llm {
namespace {

using base::Authority;

http::Address apply_address(const CLI::App& app, const cli::ConfigFile& config,
                            const cli::Dotenv& dotenv, EndpointOptions& options) {
  const bool above_dotenv = cli::is_given(app, "--base-url") && !config.sets("--base-url");
  if (const std::string url = dotenv.value("OPENAI_BASE_URL"); !url.empty() && !above_dotenv) {
    options.base_url = url;
    return {url, "OPENAI_BASE_URL in .env", Authority::dotenv};
  }
  if (config.sets("--base-url")) {
    return {options.base_url, "base-url in " + config.path.string(), config.authority};
  }
  return {options.base_url, "", Authority::operators};
}

/// A key file's content belongs to its owner, whoever names the file.
http::Secret apply_key(const cli::ConfigFile& config, const cli::Dotenv& dotenv,
                       EndpointOptions& options) {
  const std::string given = base::environment("OPENAI_API_KEY");
  options.key = given.empty() ? dotenv.value("OPENAI_API_KEY") : given;
  if (config.sets("--key-file") && !options.key.empty()) {
    options.key_file.clear();
  }
  if (!options.key_file.empty()) {
    return {"the key (of --key-file)", Authority::operators};
  }
  return given.empty()
             ? http::Secret{"the key (OPENAI_API_KEY in .env)", Authority::dotenv}
             : http::Secret{"the key (OPENAI_API_KEY in the environment)", Authority::operators};
}

std::string read_key(const EndpointOptions& options, base::Log& log) {
  if (!options.key_file.empty()) {
    return cli::read_secret_file({"--key-file", "a key", options.key_file}, log);
  }
  std::string key = options.key;
  key.erase(key.find_last_not_of(" \t\r\n") + 1);
  if (!cli::is_one_word(key)) {
    throw base::UsageError("OPENAI_API_KEY: not a key: it holds spaces or control characters");
  }
  return key;
}

}  // namespace

void add_endpoint_options(CLI::App& app, EndpointOptions& options) {
  constexpr const char* group = "Model";
  app.add_option("--base-url", options.base_url,
                 "Address of an OpenAI-compatible API, with its /v1: OpenAI, Ollama, "
                 "llama.cpp, vLLM, OpenRouter, LiteLLM")
      ->envname("OPENAI_BASE_URL")
      ->type_name("URL")
      ->capture_default_str()
      ->group(group);
  app.add_option(
         "--key-file", options.key_file,
         "Read the API's key from this file; else from OPENAI_API_KEY in the environment or "
         "in .env. A model on this machine needs none")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--retries", options.retries,
                 "Retries of a request if the server is busy or fails")
      ->type_name("N")
      ->check(CLI::Range(0, 100))
      ->capture_default_str()
      ->group(cli::advanced_group);
  app.add_option_function<int>(
         "--timeout", [&options](int value) { options.timeout = std::chrono::seconds(value); },
         "Time limit for an answer")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400))
      ->default_str("600")
      ->group(cli::advanced_group);
  cli::add_ca_file_option(app, options.ca_file);
  app.add_flag("--allow-insecure", options.allow_insecure,
               "Send key and figures over http:// to another machine too, where others can read "
               "them")
      ->group(cli::advanced_group);
}

void apply_endpoint_settings(const CLI::App& app, const cli::ConfigFile& config,
                             EndpointOptions& options) {
  const cli::Dotenv dotenv = cli::read_dotenv(".env");
  const bool own_config = config.sets("--base-url") && config.authority == Authority::operators;
  const http::Address standard{own_config ? options.base_url : options.default_base_url, "",
                               Authority::operators};
  const http::Address address = apply_address(app, config, dotenv, options);
  const http::Secret key = apply_key(config, dotenv, options);
  if (!options.key_file.empty() || !options.key.empty()) {
    require_firm_address(
        key, address, {standard},
        key.authority == Authority::dotenv
            ? "if you trust that address, put OPENAI_BASE_URL next to the key in .env"
            : "if you trust that address, give it as --base-url or as OPENAI_BASE_URL in the "
              "environment");
  }
}

std::string api_base(const EndpointOptions& options) {
  std::string base = options.base_url;
  if (!http::origin_of(base) || http::has_credentials_or_query(base)) {
    throw base::UsageError(
        "--base-url takes an http or https URL without user, password, query or fragment, such as "
        "https://api.openai.com/v1");
  }
  base.erase(base.find_last_not_of('/') + 1);
  if (http::is_unencrypted(base) && !options.allow_insecure) {
    throw base::UsageError(
        fmt::format("{} is not encrypted: anyone on the network path could read what is sent; use "
                    "https://, or --allow-insecure if you trust the network",
                    base));
  }
  return base;
}

bool can_ask(const EndpointOptions& options) {
  return !options.key.empty() || !options.key_file.empty() || http::is_loopback(options.base_url);
}

http::CurlOptions curl_options(const EndpointOptions& options, base::Log& log) {
  static_cast<void>(api_base(options));
  http::CurlOptions result;
  result.bearer_token = read_key(options, log);
  result.ca_file = options.ca_file;
  result.user_agent = "dora-report/" DORA_VERSION;
  result.connect_timeout = std::chrono::seconds(5);
  // A model that thinks is silent.
  result.stall_timeout = options.timeout;
  result.answer_timeout = options.timeout;
  result.largest_body = std::size_t{8} * 1024 * 1024;
  result.largest_bodies = std::size_t{32} * 1024 * 1024;
  return result;
}

}  // namespace dora::llm
