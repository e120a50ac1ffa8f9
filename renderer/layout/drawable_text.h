// Replaces characters of untrusted text that no font has by a name or a code.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "renderer/layout/character_set.h"

namespace dora::layout {

/// Returns `text`, which is UTF-8 without control characters, with every run of characters missing
/// from `fonts` replaced by a bracket: `launch [rocket]`, `shop [flag DE]`, `x [U+0939 U+093F]`.
/// Pango would draw a box for each, twenty times as large as the text under gnuplot's scaled font.
/// Invisible characters stay, or go with the character that they modify. ASCII is never replaced.
/// Replaced characters are added to `missing`.
std::string drawable(std::string_view text, const CharacterSet& fonts, std::set<char32_t>& missing);

/// A warning that names the characters and the Debian packages that have some of them; `missing`
/// must not be empty.
std::string missing_characters_text(const std::set<char32_t>& missing);

}  // namespace dora::layout
