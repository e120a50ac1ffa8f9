// Reads fields of application/x-www-form-urlencoded: forms and the queries of addresses.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dora::webserver {

using FormFields = std::map<std::string, std::string, std::less<>>;

/// https://url.spec.whatwg.org/#concept-urlencoded-parser. Returns nullopt for a broken escape,
/// text that is not UTF-8, control characters (but new lines and tabs), a field that is there
/// twice, and more than `most_fields`.
std::optional<FormFields> parse_form(std::string_view text);
inline constexpr std::size_t most_fields = 20;

/// The reverse, in order of the names: `a=b%20c&d=e`.
std::string form_text(const FormFields& fields);

}  // namespace dora::webserver
