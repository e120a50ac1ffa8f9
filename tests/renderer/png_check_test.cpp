// Tests that whole pictures are told from broken ones.
#include "renderer/png_check.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dora::renderer {
namespace {

const std::string head("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\xe8\0\0\x01\xf4", 24);
const std::string end("\0\0\0\0IEND\xae\x42\x60\x82", 12);

TEST(PngCheck, TellsWhatIsWrong) {
  const test::TemporaryFolder folder;
  struct Case {
    std::string bytes;
    std::string problem;
  };
  for (const Case& c : {Case{head + "pixels" + end, ""}, Case{"", "the picture is incomplete"},
                        Case{head, "the picture is incomplete"},
                        Case{head + "pixels" + end.substr(0, 11), "the picture is incomplete"},
                        Case{"<html>" + head + end, "the picture is incomplete"},
                        Case{end, "the picture is incomplete"}}) {
    EXPECT_EQ(png_problem(folder.write("a.png", c.bytes), 1000, 500), c.problem) << c.bytes;
  }
  const auto file = folder.write("a.png", head + end);
  EXPECT_EQ(png_problem(file, 1000, 501), "the picture is 1000x500");
  EXPECT_EQ(png_problem(file, 999, 500), "the picture is 1000x500");
  EXPECT_EQ(png_problem(folder / "none.png", 1, 1), "no picture was written");
}

}  // namespace
}  // namespace dora::renderer
