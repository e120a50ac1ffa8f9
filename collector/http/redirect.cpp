// Which redirects are followed: a pure rule.
#include "collector/http/redirect.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "collector/http/url.h"

namespace dora::http {
namespace {

constexpr int most_redirects = 5;
/// For a redirect's target, which messages repeat. No server accepts much longer ones.
constexpr std::size_t longest_url = 8000;

std::string problem_of(const Response& response, const std::optional<std::string>& target,
                       Method method, int followed) {
  if (target && target->size() > longest_url) {
    return fmt::format("it redirects to an address of {} bytes", target->size());
  }
  if (!target || origin_of(*target) != origin_of(response.url)) {
    return fmt::format(
        "it redirects to another server ({}), which is not followed because the "
        "token is for the first one only",
        target ? origin_of(*target).value_or("not http") : "no location");
  }
  // RFC 9110, 15.4: after the others a client may use GET instead.
  const bool keeps_method = response.status == 307 || response.status == 308;
  if (method != Method::get && !keeps_method) {
    return fmt::format(
        "it redirects {} with HTTP {}, which is not followed because the request "
        "would be lost",
        to_string(method), response.status);
  }
  return followed >= most_redirects ? "it redirects in a circle" : "";
}

}  // namespace

bool is_redirect(const Response& response) {
  constexpr std::array statuses{301, 302, 303, 307, 308};
  return std::find(statuses.begin(), statuses.end(), response.status) != statuses.end();
}

Redirect redirect_of(const Response& response, Method method, int followed) {
  const auto location = find_header(response, "location");
  const auto target = location ? resolve(response.url, std::string(*location)) : std::nullopt;
  return {target.value_or(""), problem_of(response, target, method, followed)};
}

}  // namespace dora::http
