// The address of a webhook: whoever knows it can post, so all of it is a secret.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::chats {

class Webhook {
 public:
  /// Throws a UsageError, which does not repeat it, if it is not an http(s) URL, or if it would
  /// travel unencrypted and `allow_insecure` is false. `source` names where it comes from.
  Webhook(std::string address, std::string_view source, bool allow_insecure);

  const std::string& address() const { return address_; }

  /// The text with `***` in place of the address and each of its parts, as they stand there or
  /// decoded: libcurl's messages and pages about errors repeat them. On one line, shortened.
  std::string hidden_in(std::string text) const;

 private:
  std::string address_;
  std::vector<std::string> parts_;  ///< The longest first.
};

}  // namespace dora::chats
