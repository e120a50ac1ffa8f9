// The English names of emoji that service and tier names are likely to contain.
#pragma once

#include <string_view>

namespace dora::layout {

/// `rocket` for U+1F680: CLDR's short names (https://github.com/unicode-org/cldr, file
/// common/annotations/en.xml, type tts). Empty for characters that are not in the table.
std::string_view emoji_name(char32_t character);

}  // namespace dora::layout
