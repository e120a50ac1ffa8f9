// Finds halves of surrogate pairs, which RapidJSON 1.1 lets through: "\ude00" alone is no
// character.
#pragma once

#include <string_view>

namespace dora::text {

/// Whether a text that is UTF-8 otherwise encodes a code point from U+D800 to U+DFFF (RFC 3629, 3).
/// Written to a file, it is one that strict readers, ours among them, refuse.
bool has_surrogate(std::string_view text);

}  // namespace dora::text
