// The rule that decides which address a secret may be sent to.
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

/// A secret goes only to an origin (scheme, host and port) that is set at least as firmly as the
/// secret itself: by the address `to`, or by one of `others` that names the same origin. False for
/// a text that is no URL, unless `to` is firm enough by itself.
bool may_send(const Secret& secret, const Address& to, const std::vector<Address>& others);

/// Throws a UsageError unless may_send(): which address came from where, and the next step,
/// `advice`. Repeats the origin alone, never a user or a password in the URL.
void require_firm_address(const Secret& secret, const Address& to,
                          const std::vector<Address>& others, const std::string& advice);

}  // namespace dora::http
