// Which redirects are followed: a pure rule.
#pragma once

#include <string>

#include "collector/http/http_client.h"

namespace dora::http {

/// HTTP 301, 302, 303, 307 or 308.
bool is_redirect(const Response& response);

struct Redirect {
  std::string target;   ///< The absolute address to send the request to.
  std::string problem;  ///< Why it is not followed; empty if it is.
};

/// Only redirects within an origin are followed, because the token is for that origin; 301, 302 and
/// 303 only after a GET. `followed`: how many redirects this request has followed already.
Redirect redirect_of(const Response& response, Method method, int followed);

}  // namespace dora::http
