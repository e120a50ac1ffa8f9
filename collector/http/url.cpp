// Parses and builds URLs.
#include "collector/http/url.h"

#include <algorithm>
#include <memory>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include "collector/base/text/ascii.h"

namespace dora::http {
namespace {

struct UrlCleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, UrlCleanup>;

/// Null if the text is not a URL.
Url parse(const std::string& text) {
  Url url(curl_url());
  const bool valid = url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  return valid ? std::move(url) : nullptr;
}

std::optional<std::string> part(const Url& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (!url || curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) {
    return std::nullopt;
  }
  std::string result(text);
  curl_free(text);
  return result;
}

/// libcurl normalizes numeric hosts, and resolves `localhost` without DNS.
bool is_loopback_host(const std::string& host) {
  in_addr address{};
  const bool ipv4 = ::inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "[::1]" || (ipv4 && host.starts_with("127."));
}

}  // namespace

std::optional<std::string> origin_of(const std::string& url) {
  const Url parsed = parse(url);
  const auto scheme = part(parsed, CURLUPART_SCHEME);
  const auto host = part(parsed, CURLUPART_HOST);
  const auto port = part(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  if (!scheme || !host || !port || (*scheme != "http" && *scheme != "https")) {
    return std::nullopt;
  }
  return fmt::format("{}://{}:{}", *scheme, text::ascii_lower(*host), *port);
}

bool has_credentials_or_query(const std::string& url) {
  const Url parsed = parse(url);
  return part(parsed, CURLUPART_USER) || part(parsed, CURLUPART_PASSWORD) ||
         part(parsed, CURLUPART_QUERY) || part(parsed, CURLUPART_FRAGMENT);
}

std::optional<std::string> resolve(const std::string& base, const std::string& location) {
  const Url url = parse(base);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, location.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  return part(url, CURLUPART_URL);
}

bool is_loopback(const std::string& url) {
  return is_loopback_host(text::ascii_lower(part(parse(url), CURLUPART_HOST).value_or("")));
}

bool is_unencrypted(const std::string& url) {
  return part(parse(url), CURLUPART_SCHEME) == "http" && !is_loopback(url);
}

std::string without_credentials(std::string_view text) {
  std::string result;
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://")) {
    const std::string_view rest = text.substr(at + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/ '\"\n"));
    const std::size_t user = authority.rfind('@');
    result += text.substr(0, at + 3);
    if (user != std::string_view::npos) {
      result += "[hidden]";
    }
    text = rest.substr(user == std::string_view::npos ? 0 : user);
  }
  return result + std::string(text);
}

}  // namespace dora::http
