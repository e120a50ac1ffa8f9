// Who may ask: the names of the server, the token of the start, cookies, forms of our own pages.
#include "reports/webserver/access.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/files/sha256.h"
#include "collector/base/text/base64.h"
#include "reports/webserver/endpoint.h"
#include "reports/webserver/local_user.h"
#include "reports/webserver/random_text.h"

namespace dora::webserver {
namespace {

constexpr std::size_t name_size = 64;  // Of random_text().

bool is_from_browser(const Request& request) {
  return request.count("origin") > 0 || request.count("sec-fetch-site") > 0 ||
         request.count("sec-fetch-mode") > 0;
}

/// What a page of another site may not make a browser do. `none`: the user did it.
bool is_across_sites(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  const bool is_other =
      request.count("sec-fetch-site") > 0 && site != "same-origin" && site != "none";
  return is_other && (request.is_post() || request.header("sec-fetch-mode") != "navigate");
}

/// As in an address: `[::1]`.
std::string host_name(std::string_view address) {
  return address.find(':') == std::string_view::npos ? std::string(address)
                                                     : fmt::format("[{}]", address);
}

std::string_view without_scheme(std::string_view origin) {
  const std::size_t at = origin.find("://");
  return at == std::string_view::npos ? "" : origin.substr(at + 3);
}

bool is_everywhere(std::string_view address) {
  return address == "0.0.0.0" || address == "::";
}

/// `192.0.2.1:5000` names an address, which nobody can make a name of theirs lead to.
bool is_address_with_port(std::string_view host, std::uint16_t port) {
  const std::string end = fmt::format(":{}", port);
  if (!host.ends_with(end)) {
    return false;
  }
  host.remove_suffix(end.size());
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  }
  return is_ip_address(host);
}

bool is_form(const Request& request) {
  const std::string_view type = request.header("content-type");
  return request.count("content-type") == 1 &&
         type.substr(0, type.find(';')) == "application/x-www-form-urlencoded";
}

/// Compares what was sent, `user:password` in Base64, with what any user with the password sends:
/// nothing of others has to be decoded.
bool ends_with_password(std::string_view sent, const std::string& password) {
  // Base64 of the end of a text depends on the place of the end, so of the user name only the
  // usual ones are known.
  return are_equal(sent, text::base64("dora:" + password)) ||
         are_equal(sent, text::base64(":" + password));
}

std::string query_token(const Request& request) {
  const auto fields = parse_form(request.query);
  const auto found = fields ? fields->find("token") : FormFields::const_iterator();
  return fields && found != fields->end() ? found->second : "";
}

}  // namespace

Access::Access(AccessOptions options)
    : options_(std::move(options)),
      cookie_(fmt::format("dora_{}", options_.port)),
      key_(random_text()) {
  add_host(options_.address);
  if (is_loopback(options_.address)) {
    for (const char* name : {"127.0.0.1", "localhost", "::1"}) {
      add_host(name);
    }
  }
  if (!options_.public_origin.empty()) {
    hosts_.push_back(lower_case(without_scheme(options_.public_origin)));
  }
}

void Access::add_host(std::string_view address) {
  constexpr std::uint16_t http_port = 80;  // Which clients leave out.
  hosts_.push_back(fmt::format("{}:{}", host_name(address), options_.port));
  if (options_.port == http_port) {
    hosts_.push_back(host_name(address));
  }
}

bool Access::is_own_host(std::string_view host) const {
  return std::ranges::find(hosts_, lower_case(host)) != hosts_.end() ||
         (is_everywhere(options_.address) && is_address_with_port(host, options_.port));
}

bool Access::is_own_origin(std::string_view origin) const {
  return (!options_.public_origin.empty() && origin == options_.public_origin) ||
         (origin.starts_with("http://") && is_own_host(without_scheme(origin)));
}

std::string Access::mac(std::string_view purpose, std::string_view name) const {
  return files::sha256(fmt::format("{} {} {}", key_, purpose, name));
}

Reply Access::give_cookie(const Request& request) const {
  const std::string name = random_text();
  Reply reply = redirect(request.path.starts_with("//") ? "/" : request.path);
  reply.headers.emplace_back(
      "Set-Cookie", fmt::format("{}={}{}; HttpOnly; SameSite=Strict; Path=/{}", cookie_, name,
                                mac("cookie", name),
                                options_.public_origin.starts_with("https:") ? "; Secure" : ""));
  return reply;
}

std::string Access::visitor_of_cookie(const Request& request) const {
  std::string_view cookies = request.header("cookie");
  const std::string begin = cookie_ + "=";
  while (!cookies.empty()) {
    std::string_view each = cookies.substr(0, cookies.find(';'));
    cookies.remove_prefix(std::min(cookies.size(), each.size() + 1));
    each.remove_prefix(std::min(each.size(), each.find_first_not_of(' ')));
    if (each.starts_with(begin)) {
      const std::string_view value = each.substr(begin.size());
      const std::string_view name = value.substr(0, name_size);
      if (value.size() > name_size && are_equal(value.substr(name_size), mac("cookie", name))) {
        return std::string(name);
      }
    }
  }
  return "";
}

bool Access::has_secret(const Request& request) const {
  const std::string_view given = request.header("authorization");
  if (options_.password.empty()) {
    constexpr std::string_view bearer = "Bearer ";
    return are_equal(given.starts_with(bearer) ? given.substr(bearer.size())
                                               : std::string_view(query_token(request)),
                     options_.token);
  }
  constexpr std::string_view basic = "Basic ";
  return given.starts_with(basic) &&
         ends_with_password(given.substr(basic.size()), options_.password);
}

std::variant<Visitor, Reply> Access::identify(const Request& request, bool from_browser) const {
  if (std::string name = visitor_of_cookie(request); !name.empty()) {
    std::string form_key = mac("form", name);
    return Visitor{std::move(name), std::move(form_key)};
  }
  const auto now = RateLimit::Clock::now();
  const bool tries = !options_.password.empty() && request.count("authorization") > 0;
  if (tries && wrong_.is_reached("", now)) {
    return plain_reply(429, "Too many wrong passwords; wait a minute.");
  }
  const bool knows = has_secret(request);
  if (tries && !knows) {
    wrong_.begin("", false, now);
  }
  if (knows && from_browser && !request.is_post()) {
    return give_cookie(request);
  }
  // The system's table is long: it is read only for who has no token.
  const auto is_own_program = [&] {
    return options_.password.empty() && request.count("cookie") == 0 &&
           is_own_user(request.client, request.server);
  };
  if (!from_browser && (knows || is_own_program())) {
    return Visitor{};
  }
  Reply reply =
      plain_reply(401, options_.password.empty()
                           ? "Open the address that `dora-report serve` printed, with its token."
                           : "This report needs its password.");
  reply.headers.emplace_back("WWW-Authenticate",
                             options_.password.empty()
                                 ? "Bearer realm=\"dora-report\""
                                 : "Basic realm=\"dora-report\", charset=\"UTF-8\"");
  return reply;
}

std::variant<Visitor, Reply> Access::admit(const Request& request) const {
  if (request.count("host") != 1 || !is_own_host(request.header("host"))) {
    return plain_reply(421, "This server has another name: open the address that it printed.");
  }
  const bool from_browser = is_from_browser(request);
  const bool has_origin = request.count("origin") > 0;
  if ((has_origin && (request.count("origin") > 1 || !is_own_origin(request.header("origin")))) ||
      is_across_sites(request)) {
    return plain_reply(403, "Pages of other sites may not ask here.");
  }
  if (request.is_post() && !is_form(request)) {
    return plain_reply(415, "Send a form: application/x-www-form-urlencoded.");
  }
  auto admitted = identify(request, from_browser);
  const auto* visitor = std::get_if<Visitor>(&admitted);
  if (visitor != nullptr && request.is_post() && !visitor->name.empty() && !has_origin) {
    return plain_reply(403, "A form must say which page it comes from (Origin).");
  }
  return admitted;
}

bool Access::is_own_form(const Visitor& visitor, std::string_view key) {
  return visitor.name.empty() || are_equal(key, visitor.form_key);
}

}  // namespace dora::webserver
