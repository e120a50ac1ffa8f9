// Tests what surrounds the plots: title, figures, small print and words on a line.
#include "renderer/layout/head_layout.h"

#include <gmock/gmock.h>

#include "tests/renderer/layout/texts_of.h"

namespace dora::layout {
namespace {

const chart::Credit credit{"group/project", "28 Nov 2026", "made with dora-report"};
const std::string source = "group/project, collected 28 Nov 2026";

struct Surrounded {
  Canvas canvas;
  Surroundings around;
};

Surrounded surrounded(const std::string& title, const std::string& figures, const Frame& frame,
                      const chart::Credit& said = credit) {
  Surrounded result;
  result.around =
      add_surroundings(result.canvas, title, figures, said, frame, scale_for(frame.size));
  return result;
}

TEST(Surroundings, SayTitleFiguresSourceAndMaker) {
  const auto [canvas, around] = surrounded("api", "12 deployments", {{1000, 500}});
  EXPECT_THAT(texts_of(canvas),
              testing::UnorderedElementsAre("api", "12 deployments", source, credit.maker));
  EXPECT_LT(box_of(text_of(canvas, "12 deployments")).bottom, around.top + 1);
  EXPECT_GT(box_of(text_of(canvas, source)).top, around.bottom);
  EXPECT_LT(box_of(text_of(canvas, source)).right, box_of(text_of(canvas, credit.maker)).left);
}

TEST(Surroundings, LeaveTitleAndCreditToThePage) {
  const auto [canvas, around] = surrounded("api", "12 deployments", {{1000, 500}, false});
  EXPECT_THAT(texts_of(canvas), testing::ElementsAre("12 deployments"));
  EXPECT_EQ(around.bottom, 500);
  EXPECT_EQ(canvas.texts.front().at.x, 0) << "in line with the heading above it";
}

TEST(Surroundings, TakeNoRoomForACreditThatIsNotWanted) {
  EXPECT_EQ(surrounded("api", "f", {{1000, 500}}, {}).around.bottom, 500);
  const auto [canvas, around] = surrounded("api", "f", {{1000, 500}}, {"", "", "made with it"});
  EXPECT_THAT(texts_of(canvas), testing::Contains("made with it"));
  EXPECT_LT(around.bottom, 500);
}

TEST(Surroundings, KeepTextsInsideThePicture) {
  const std::string longer(500, 'm');
  for (const chart::Size size : {chart::Size{360, 360}, chart::Size{480, 240},
                                 chart::Size{1000, 500}, chart::Size{8000, 240}}) {
    const auto [canvas, around] =
        surrounded(longer, longer, {size}, {longer, "28 Nov 2026", credit.maker});
    for (const DrawnText& text : canvas.texts) {
      EXPECT_GE(box_of(text).left, 0) << size.width;
      EXPECT_LE(box_of(text).right, size.width) << size.width;
    }
    EXPECT_LT(around.top, around.bottom);
  }
}

TEST(TextLine, PutsWordsOneAfterTheOther) {
  auto [canvas, around] = surrounded("api", "f", {{1000, 500}});
  TextLine line(canvas, around, {12, 80});
  line.add("Deployments", chart::Role::title, false, 500);
  line.add("failed", chart::Role::failed_text, true, 500);
  EXPECT_GT(text_of(canvas, "failed").at.x, box_of(text_of(canvas, "Deployments")).right);
}

TEST(TextLine, CutsWhatReachesTheEndAndDropsWhatIsLeft) {
  auto [canvas, around] = surrounded("api", "f", {{1000, 500}});
  TextLine line(canvas, around, {12, 80});
  line.add(std::string(100, 'w'), chart::Role::title, false, 300);
  EXPECT_THAT(canvas.texts.back().text, testing::EndsWith("…"));
  EXPECT_LE(box_of(canvas.texts.back()).right, 300);
  const std::size_t before = canvas.texts.size();
  line.add("no room for this", chart::Role::title, false, 300);
  EXPECT_EQ(canvas.texts.size(), before);
}

TEST(Scale, GrowsWithTheSquareRootOfTheSmallerSide) {
  EXPECT_DOUBLE_EQ(scale_for({1000, 500}), 1);
  EXPECT_DOUBLE_EQ(scale_for({4000, 2000}), 2);
  EXPECT_DOUBLE_EQ(scale_for({4000, 500}), 1);
  EXPECT_DOUBLE_EQ(scale_for({100, 50}), 0.85);
  EXPECT_DOUBLE_EQ(scale_for({100'000, 50'000}), 2.5);
}

}  // namespace
}  // namespace dora::layout
