// Texts of others as a picture can show them: what no font has becomes a name or a code.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "renderer/layout/character_set.h"

namespace dora::layout {

/// `text`, which is UTF-8 without control characters, with every run of characters that are not in
/// `fonts` in brackets: `launch [rocket]`, `shop [flag DE]`, `x [U+0939 U+093F]`. Pango would draw
/// a box for each, twenty times as large as the text under gnuplot's scaled font. What is invisible
/// anyway stays, or goes with the character that it changes. ASCII is never replaced. What was
/// replaced is added to `missing`.
std::string drawable(std::string_view text, const CharacterSet& fonts, std::set<char32_t>& missing);

/// A warning that names the characters and the Debian packages that have some of them; `missing` is
/// not empty.
std::string missing_characters_text(const std::set<char32_t>& missing);

}  // namespace dora::layout
