// The rule that decides where a secret may be sent.
#include "collector/http/credential_rule.h"

#include <algorithm>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/url.h"

namespace dora::http {

bool may_send(const Secret& secret, const Address& to, const std::vector<Address>& others) {
  if (to.authority >= secret.authority) {
    return true;
  }
  const auto origin = origin_of(to.url);
  return origin && std::any_of(others.begin(), others.end(), [&](const Address& other) {
           return other.authority >= secret.authority && origin_of(other.url) == origin;
         });
}

void require_firm_address(const Secret& secret, const Address& to,
                          const std::vector<Address>& others, const std::string& advice) {
  if (!may_send(secret, to, others)) {
    throw base::UsageError(fmt::format(
        "{} is not sent to {}, which comes from {}: a file in the working folder cannot choose "
        "where a secret from elsewhere goes; {}",
        secret.name, origin_of(to.url).value_or("an invalid URL"), to.name, advice));
  }
}

}  // namespace dora::http
