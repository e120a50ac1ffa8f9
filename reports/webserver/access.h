// Who may ask: the names of the server, the token of the start, cookies, forms of our own pages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/webserver/form_text.h"
#include "reports/webserver/message.h"
#include "reports/webserver/rate_limit.h"

namespace dora::webserver {

struct AccessOptions {
  std::string address;  ///< That the server listens on.
  std::uint16_t port = 0;
  std::string token;     ///< Opens the report once for a browser, and each time for a program.
  std::string password;  ///< Not empty: asked for (Basic) instead of the token.
  /// Where a proxy in front serves it: `https://reports.example.com`; empty: nowhere.
  std::string public_origin;
};

/// Who was let in.
struct Visitor {
  std::string name;      ///< The same for one browser; empty: a program.
  std::string form_key;  ///< The forms on this visitor's pages must have it; empty: a program.
};

/// A web page of anybody can make a browser send requests here, and a name of anybody may lead here
/// (DNS rebinding). So a request must name this server by an address, never by a name that others
/// can own; a form must come from a page of this server, by its origin and by a key that only those
/// pages have; and what a browser asks for needs the cookie that the printed address gave it.
/// Programs, which send no Origin and no Sec-Fetch headers, need the token or, on loopback, the
/// same user as this process.
class Access {
 public:
  explicit Access(AccessOptions options);

  /// The visitor, or the reply: a refusal, or the redirect that gives a browser its cookie.
  std::variant<Visitor, Reply> admit(const Request& request) const;

  /// Wrong passwords in a minute, after which none is looked at.
  static constexpr std::size_t most_wrong = 20;

  static constexpr const char* form_key_field = "key";
  /// Whether a form with this key is of this visitor's own pages.
  static bool is_own_form(const Visitor& visitor, std::string_view key);

 private:
  void add_host(std::string_view address);
  bool is_own_host(std::string_view host) const;
  bool is_own_origin(std::string_view origin) const;
  std::string mac(std::string_view purpose, std::string_view name) const;
  Reply give_cookie(const Request& request) const;
  /// Of the cookie; empty without a valid one.
  std::string visitor_of_cookie(const Request& request) const;
  bool has_secret(const Request& request) const;
  std::variant<Visitor, Reply> identify(const Request& request, bool from_browser) const;

  AccessOptions options_;
  std::string cookie_;  ///< Its name: cookies of other ports of this machine are sent here, too.
  std::string key_;
  std::vector<std::string> hosts_;
  mutable RateLimit wrong_{most_wrong};  ///< Passwords of all clients together.
};

}  // namespace dora::webserver
