// Escapes text for HTML.
#pragma once

#include <string>
#include <string_view>

namespace dora::templating {

/// Appends the text with & < > " ' as entities: safe between tags and in quoted attributes.
void append_escaped(std::string& result, std::string_view text);

/// The same, as a text of its own.
std::string escaped(std::string_view text);

}  // namespace dora::templating
