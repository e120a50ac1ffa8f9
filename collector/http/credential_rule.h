// The rule that decides where a secret may be sent.
#pragma once

#include <string>
#include <vector>

#include "collector/base/authority.h"

namespace dora::http {

struct Secret {
  std::string name;  ///< For messages: `the token (PRIVATE_TOKEN in the environment)`.
  base::Authority authority = base::Authority::operators;
};

struct Address {
  std::string url;
  std::string name;  ///< For messages: `GITLAB_API_URL in .env`.
  base::Authority authority = base::Authority::operators;
};

/// Returns whether the secret may go to an origin (scheme, host and port): it must be set with at
/// least the secret's authority, by the address `to` or by one of `others` that names the same
/// origin. Text that is not a URL is allowed only if `to` has that authority itself.
bool may_send(const Secret& secret, const Address& to, const std::vector<Address>& others);

/// Throws a UsageError unless may_send(): it names the address, its source and the next step,
/// `advice`. Repeats only the origin, never a user or a password in the URL.
void require_firm_address(const Secret& secret, const Address& to,
                          const std::vector<Address>& others, const std::string& advice);

}  // namespace dora::http
