// Estimates how wide a text will be drawn, and cuts it to fit.
#include "renderer/layout/text_width.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "renderer/layout/utf8.h"

namespace dora::layout {
namespace {

/// Advance widths of the characters 0x20 to 0x7E in thousandths of an em, measured with FreeType.
using Widths = std::array<std::uint16_t, 95>;
constexpr Widths regular_widths{
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838};
constexpr Widths bold_widths{
    348,  456, 521, 838, 696, 1002, 872, 306,  457, 457, 523, 838, 380, 415,  380, 365,
    696,  696, 696, 696, 696, 696,  696, 696,  696, 696, 400, 400, 838, 838,  838, 580,
    1000, 774, 762, 734, 830, 683,  683, 821,  837, 372, 372, 775, 637, 995,  837, 850,
    733,  850, 770, 720, 682, 812,  774, 1103, 771, 724, 725, 457, 365, 457,  838, 500,
    500,  675, 716, 593, 716, 678,  435, 716,  712, 343, 343, 665, 343, 1042, 712, 687,
    716,  716, 493, 595, 478, 712,  652, 924,  645, 652, 582, 712, 365, 712,  838};

struct Block {
  std::uint32_t first;
  std::uint32_t last;
  double ems;
};

/// One em, plus what rounding a glyph's width to whole pixels may add at small sizes.
constexpr double wide = 1.06;

/// Blocks whose glyphs differ in width from most letters; ascending.
constexpr std::array<Block, 16> blocks{{{0x00B7, 0x00B7, 0.38},
                                        {0x0300, 0x036F, 0.0},     // Combining marks.
                                        {0x1100, 0x115F, wide},    // Hangul Jamo.
                                        {0x200B, 0x200D, 0.0},     // Zero-width spaces and joiners.
                                        {0x2013, 0x2013, 0.5},     // En dash, as in ranges.
                                        {0x2014, 0x2026, 1.0},     // Long dashes, the ellipsis.
                                        {0x2E80, 0xA4CF, wide},    // CJK, kana, Yi.
                                        {0xAC00, 0xD7A3, wide},    // Hangul.
                                        {0xF900, 0xFAFF, wide},    // CJK compatibility.
                                        {0xFE00, 0xFE0F, 0.0},     // Variation selectors.
                                        {0xFE30, 0xFE6F, wide},    // CJK punctuation forms.
                                        {0xFF01, 0xFF60, wide},    // Fullwidth forms.
                                        {0xFF61, 0xFFDC, 0.6},     // Halfwidth kana.
                                        {0x1F000, 0x1FAFF, 1.4},   // Emoji.
                                        {0x20000, 0x3FFFD, wide},  // CJK extensions.
                                        {0xE0000, 0xE0FFF, 0.0}}};  // Tags.

/// Greek, Cyrillic, Arabic, ...: in each, the average letter is narrower than 0.75 em.
constexpr double other_letter = 0.8;

double character_width(char32_t c, Weight weight) {
  if (c >= 0x20 && c < 0x7F) {
    return (weight == Weight::bold ? bold_widths : regular_widths)[c - 0x20] / 1000.0;
  }
  const auto block = std::find_if(blocks.begin(), blocks.end(),
                                  [&](const Block& candidate) { return c <= candidate.last; });
  return block != blocks.end() && c >= block->first ? block->ems : other_letter;
}

}  // namespace

double text_width(std::string_view text, Weight weight) {
  double ems = 0;
  while (!text.empty()) {
    ems += character_width(take_character(text), weight);
  }
  return ems;
}

std::string cut_to_width(std::string_view text, Weight weight, double ems) {
  if (text_width(text, weight) <= ems) {
    return std::string(text);
  }
  constexpr std::string_view ellipsis = "…";
  double used = text_width(ellipsis, weight);
  std::string_view rest = text;
  std::size_t kept = 0;
  while (!rest.empty()) {
    used += character_width(take_character(rest), weight);
    if (used > ems) {
      break;
    }
    kept = text.size() - rest.size();
  }
  std::string result(text.substr(0, kept));
  result.erase(result.find_last_not_of(' ') + 1);
  return result + std::string(ellipsis);
}

std::string whole_clauses(std::string_view text, Weight weight, double ems) {
  while (!text.empty() && text_width(text, weight) > ems) {
    const auto end_before = [text](std::string_view separator) {
      const std::size_t found = text.rfind(separator);
      return found == std::string_view::npos ? 0 : found;
    };
    text = text.substr(0, std::max(end_before(" · "), end_before("; ")));
  }
  return std::string(text);
}

}  // namespace dora::layout
