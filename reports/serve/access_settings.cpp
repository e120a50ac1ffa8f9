// Who may ask, and where the server listens, as the options say. Refuses what is not safe.
#include "reports/serve/access_settings.h"

#include <filesystem>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/text/printable.h"
#include "reports/webserver/endpoint.h"
#include "reports/webserver/random_text.h"

namespace dora::serve {
namespace {

std::string read_password(const std::filesystem::path& file) {
  constexpr std::size_t largest = 1024;
  constexpr std::size_t shortest = 12;
  std::string password = files::read_file(file, largest);
  password.erase(password.find_last_not_of("\r\n") + 1);
  if (password.size() < shortest) {
    throw base::UsageError(
        fmt::format("--password-file {} holds a password of fewer than {} "
                    "characters; take a longer one",
                    file.string(), shortest));
  }
  return password;
}

/// `https://dora.example.com`, without a path.
std::string checked_origin(std::string url) {
  if (url.ends_with('/')) {
    url.pop_back();
  }
  const std::size_t scheme = url.find("://");
  const bool known = url.starts_with("https://") || url.starts_with("http://");
  if (!url.empty() && (!known || url.find_first_of("/?#@ ", scheme + 3) != std::string::npos ||
                       url.size() == scheme + 3)) {
    throw base::UsageError(
        fmt::format("--public-url takes an address without a path, such as "
                    "https://dora.example.com, not '{}'",
                    text::printable(url)));
  }
  return url;
}

}  // namespace

webserver::AccessOptions access_options(const ServeOptions& options) {
  webserver::AccessOptions access;
  access.address = options.listen;
  access.public_origin = checked_origin(options.public_url);
  if (!options.password_file.empty()) {
    access.password = read_password(options.password_file);
  } else if (!webserver::is_loopback(options.listen)) {
    throw base::UsageError(fmt::format(
        "--listen {} lets others in: give a --password-file, and put a proxy with TLS in front",
        text::printable(options.listen)));
  } else {
    access.token = webserver::random_text();
  }
  return access;
}

std::string address_text(const ServeOptions& options, std::uint16_t port) {
  return options.listen.find(':') == std::string::npos
             ? fmt::format("http://{}:{}/", options.listen, port)
             : fmt::format("http://[{}]:{}/", options.listen, port);
}

}  // namespace dora::serve
