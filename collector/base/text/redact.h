// Keeps secrets that stand where none should out of messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dora::text {

/// The text with everything in it that looks like a GitLab token (glpat-..., gldt-...) replaced by
/// `[hidden]`. https://docs.gitlab.com/security/tokens/#token-prefixes
std::string hide_tokens(std::string_view text);

/// The word if it is one that a person mistypes, an option's, command's or setting's name; else
/// `[hidden]`.
std::string shown_word(std::string_view word);

/// What to say of arguments that no option or command takes. Options are named without their
/// values, and of other arguments only a first one that may be a command: what follows an unknown
/// option may be a secret.
std::string describe_unknown_arguments(const std::vector<std::string>& arguments);

}  // namespace dora::text
