// Tests the estimate of text widths, and the truncation that relies on it.
#include "renderer/layout/text_width.h"

#include <gtest/gtest.h>

namespace dora::layout {
namespace {

TEST(TextWidth, MatchesTheFontForAscii) {
  EXPECT_NEAR(text_width("Successful", Weight::regular), 5.290, 1e-9);
  EXPECT_NEAR(text_width("payments-api", Weight::bold), 7.697, 1e-9);
}

TEST(TextWidth, CountsWideAndInvisibleCharacters) {
  EXPECT_GE(text_width("日本", Weight::regular), 2.0);
  EXPECT_GE(text_width("한", Weight::regular), 1.0);
  EXPECT_GE(text_width("ｱ", Weight::regular), 0.5);
  EXPECT_GE(text_width("😀", Weight::regular), 1.2);
  EXPECT_EQ(text_width("e\u0301", Weight::regular), text_width("e", Weight::regular));
  EXPECT_EQ(text_width("", Weight::bold), 0);
}

TEST(TextWidth, SurvivesInvalidUtf8) {
  EXPECT_GT(text_width("\xE6\x97", Weight::regular), 0);
  EXPECT_GT(text_width("\xFF\x80", Weight::regular), 0);
}

TEST(CutToWidth, KeepsTextThatFits) {
  EXPECT_EQ(cut_to_width("payments-api", Weight::bold, 7.7), "payments-api");
  EXPECT_EQ(cut_to_width("", Weight::bold, 0), "");
}

TEST(CutToWidth, CutsBetweenCharactersAndNeverExceedsTheWidth) {
  const std::string name = "サービスの名前がとても長い services und Größen";
  for (int tenths = 10; tenths < 300; tenths += 7) {
    const double ems = tenths / 10.0;
    const std::string cut = cut_to_width(name, Weight::bold, ems);
    EXPECT_LE(text_width(cut, Weight::bold), ems) << cut;
    ASSERT_TRUE(cut.ends_with("…") || cut == name) << cut;
    const std::string kept = cut.substr(0, cut.size() - (cut == name ? 0 : 3));
    EXPECT_TRUE(name.starts_with(kept)) << cut;
    // The next byte of the name begins a character.
    EXPECT_NE(static_cast<unsigned char>(name[kept.size()]) & 0xC0U, 0x80U) << cut;
  }
}

TEST(CutToWidth, PutsNoSpaceBeforeTheEllipsis) {
  EXPECT_EQ(cut_to_width("ab cd", Weight::regular, text_width("ab …", Weight::regular)), "ab…");
}

TEST(WholeClauses, DropsClausesFromTheEndUntilTheRestFits) {
  const std::string text = "median 2 h · 90th percentile 4 h; 3 deployments";
  const auto in_room_for = [&](std::string_view room) {
    return whole_clauses(text, Weight::regular, text_width(room, Weight::regular));
  };
  EXPECT_EQ(in_room_for(text), text);
  EXPECT_EQ(in_room_for(text.substr(0, text.size() - 1)), "median 2 h · 90th percentile 4 h");
  EXPECT_EQ(in_room_for("median 2 h · 90th"), "median 2 h");
  EXPECT_EQ(in_room_for("median 2"), "");
  EXPECT_EQ(whole_clauses("", Weight::regular, 0), "");
}

}  // namespace
}  // namespace dora::layout
