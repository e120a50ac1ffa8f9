// Keeps misplaced secrets out of messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::text {

/// Replaces everything that looks like a GitLab token (glpat-..., gldt-...) with `[hidden]`.
/// https://docs.gitlab.com/security/tokens/#token-prefixes
std::string hide_tokens(std::string_view text);

/// Returns the word if it looks like a mistyped option, command or setting name, otherwise
/// `[hidden]`.
std::string shown_word(std::string_view word);

/// Describes arguments that no option or command takes. Options are named without their values; of
/// other arguments only a first one that may be a command is shown, because what follows an unknown
/// option may be a secret.
std::string describe_unknown_arguments(const std::vector<std::string>& arguments);

}  // namespace dora::text
