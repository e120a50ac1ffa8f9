// Finds unpaired surrogates, which RapidJSON 1.1 accepts: "\ude00" alone is not a character.
#pragma once

#include <string_view>

namespace dora::text {

/// Returns whether otherwise valid UTF-8 text encodes a code point from U+D800 to U+DFFF (RFC 3629,
/// 3). Strict readers, including ours, reject a file with such text.
bool has_surrogate(std::string_view text);

}  // namespace dora::text
