// Replaces characters of untrusted text that no font has by a name or a code.
#include "renderer/layout/drawable_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "renderer/layout/emoji_names.h"
#include "renderer/layout/utf8.h"

namespace dora::layout {
namespace {

using Range = CharacterSet::Range;

template <std::size_t Count>
bool is_in(const std::array<Range, Count>& ranges, char32_t c) {
  return std::ranges::any_of(
      ranges, [c](const Range& range) { return c >= range.first && c <= range.last; });
}

/// Pango looks up no font for these (g_unichar_type FORMAT and SPACE_SEPARATOR, variation
/// selectors).
constexpr std::array<Range, 9> blank{{{0x00A0, 0x00A0},
                                      {0x00AD, 0x00AD},
                                      {0x2000, 0x200F},
                                      {0x202F, 0x202F},
                                      {0x205F, 0x2064},
                                      {0x3000, 0x3000},
                                      {0xFE00, 0xFE0F},
                                      {0xE0001, 0xE0001},
                                      {0xE0020, 0xE007F}}};

/// Joiner, variation selectors, tags and skin tones: part of the preceding emoji.
constexpr std::array<Range, 5> attached{{{0x200D, 0x200D},
                                         {0xFE00, 0xFE0F},
                                         {0x1F3FB, 0x1F3FF},
                                         {0xE0020, 0xE007F},
                                         {0xE0100, 0xE01EF}}};

constexpr Range regional_letters{0x1F1E6, 0x1F1FF};

bool is_regional(char32_t c) {
  return c >= regional_letters.first && c <= regional_letters.last;
}

std::string code_of(char32_t c) {
  return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
}

char letter_of(char32_t regional) {
  return static_cast<char>('A' + (regional - regional_letters.first));
}

/// A run of characters that no font has, in brackets, without what is attached to them.
std::string in_words(const std::vector<char32_t>& run) {
  std::string words;
  for (std::size_t i = 0; i < run.size(); ++i) {
    words += words.empty() ? "[" : " ";
    if (is_regional(run[i]) && i + 1 < run.size() && is_regional(run[i + 1])) {
      words += fmt::format("flag {}{}", letter_of(run[i]), letter_of(run[i + 1]));
      ++i;
    } else {
      const std::string_view name = emoji_name(run[i]);
      words += name.empty() ? code_of(run[i]) : std::string(name);
    }
  }
  return words.empty() ? words : words + "]";
}

constexpr std::array<Range, 6> han{{{0x1100, 0x11FF},
                                    {0x2E80, 0xA4CF},
                                    {0xAC00, 0xD7FF},
                                    {0xF900, 0xFAFF},
                                    {0xFE30, 0xFFEF},
                                    {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 3> symbols{{{0x20A0, 0x20FF}, {0x2190, 0x2BFF}, {0x1F000, 0x1FAFF}}};
/// Private use; the last two characters of each plane are in no font either.
constexpr std::array<Range, 3> of_nobody{{{0xE000, 0xF8FF}, {0xFDD0, 0xFDEF}, {0xF0000, 0x10FFFF}}};

/// The Debian package with a font that has the character and that gnuplot can draw; covers most.
std::string_view package_with(char32_t c) {
  if (is_in(of_nobody, c) || (c & 0xFFFEU) == 0xFFFE) {
    return "";
  }
  return is_in(han, c) ? "fonts-noto-cjk" : is_in(symbols, c) ? "fonts-symbola" : "fonts-noto-core";
}

}  // namespace

std::string drawable(std::string_view text, const CharacterSet& fonts,
                     std::set<char32_t>& missing) {
  std::string result;
  std::vector<char32_t> run;
  bool after_missing = false;
  while (!text.empty()) {
    const std::string_view rest = text;
    const char32_t c = take_character(text);
    if (after_missing && is_in(attached, c)) {
      continue;
    }
    after_missing = c >= 0x80 && !is_in(blank, c) && !fonts.has(c);
    if (after_missing) {
      run.push_back(c);
      missing.insert(c);
      continue;
    }
    result += in_words(run);
    run.clear();
    result += rest.substr(0, rest.size() - text.size());
  }
  return result + in_words(run);
}

std::string missing_characters_text(const std::set<char32_t>& missing) {
  constexpr std::size_t most = 5;
  std::string named;
  std::set<std::string_view> packages;
  std::size_t count = 0;
  for (const char32_t c : missing) {
    packages.insert(package_with(c));
    if (count++ < most) {
      named += (named.empty() ? "" : ", ") + code_of(c);
    }
  }
  packages.erase("");
  const std::string more = count > most ? fmt::format(" and {} more", count - most) : "";
  const std::string advice = packages.empty()
                                 ? ""
                                 : fmt::format(
                                       "; for most of them install {} (gnuplot cannot draw colour "
                                       "emoji fonts)",
                                       fmt::join(packages, ", "));
  return fmt::format(
      "PNG charts show names or codes instead of {} character{} for which no font is "
      "installed that gnuplot can draw ({}{}){}",
      count, count == 1 ? "" : "s", named, more, advice);
}

}  // namespace dora::layout
