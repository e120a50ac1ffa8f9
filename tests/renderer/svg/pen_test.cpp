// Tests that coordinates are short, and that rounding them does not add up.
#include "renderer/svg/pen.h"

#include <gtest/gtest.h>

namespace dora::svg {
namespace {

Pen pen_for(int width) {
  layout::Canvas canvas;
  canvas.size = {width, 100};
  return Pen(canvas);
}

TEST(Pen, WritesNumbersInTenths) {
  EXPECT_EQ(number(12), "12");
  EXPECT_EQ(number(12.04), "12");
  EXPECT_EQ(number(-0.25), "-0.3");
  EXPECT_EQ(number(-0.01), "0");
}

TEST(Pen, IsFinerInSmallPictures) {
  EXPECT_EQ(pen_for(1000).path({{1.4, 2.4}, {3.3, 7.3}}), "M1 2l2 5");
  EXPECT_EQ(pen_for(360).path({{1.4, 2.4}, {3.3, 7.3}}), "M1.5 2.5l2 5");
}

TEST(Pen, DrawsASinglePointWithoutLength) {
  EXPECT_EQ(Pen().path({{4, 5}}), "M4 5h0");
}

}  // namespace
}  // namespace dora::svg
