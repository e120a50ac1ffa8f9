// Tests that incomplete and broken pictures are found.
#include "renderer/png/picture_check.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dora::png {
namespace {

const std::string head("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\xe8\0\0\x01\xf4", 24);
const std::string end("\0\0\0\0IEND\xae\x42\x60\x82", 12);

TEST(PictureCheck, ReportsWhatIsWrongWithAPng) {
  const test::TemporaryFolder folder;
  struct Case {
    std::string bytes;
    std::string problem;
  };
  const std::vector<Case> cases{{head + "pixels" + end, ""},
                                {"", "the picture is incomplete"},
                                {head, "the picture is incomplete"},
                                {head + "pixels" + end.substr(0, 11), "the picture is incomplete"},
                                {"<html>" + head + end, "the picture is incomplete"},
                                {end, "the picture is incomplete"}};
  for (const Case& c : cases) {
    EXPECT_EQ(picture_problem(folder.write("a.png", c.bytes), {1000, 500}), c.problem) << c.bytes;
  }
  const auto file = folder.write("a.png", head + end);
  EXPECT_EQ(picture_problem(file, {1000, 501}), "the picture is 1000x500");
  EXPECT_EQ(picture_problem(file, {999, 500}), "the picture is 1000x500");
  EXPECT_EQ(picture_problem(folder / "none.png", {1, 1}), "no picture was written");
}

}  // namespace
}  // namespace dora::png
