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

std::string problem_of(const std::filesystem::path& file, chart::Size size) {
  return picture_problem(file, chart::PictureFormat::png, size);
}

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
    EXPECT_EQ(problem_of(folder.write("a.png", c.bytes), {1000, 500}), c.problem) << c.bytes;
  }
  const auto file = folder.write("a.png", head + end);
  EXPECT_EQ(problem_of(file, {1000, 501}), "the picture is 1000x500");
  EXPECT_EQ(problem_of(file, {999, 500}), "the picture is 1000x500");
  EXPECT_EQ(problem_of(folder / "none.png", {1, 1}), "no picture was written");
}

TEST(PictureCheck, ReportsWhatIsWrongWithAnSvg) {
  const test::TemporaryFolder folder;
  const std::string begin = "<?xml version=\"1.0\"?>\n<svg \n width=\"1000\" height=\"500\"\n>";
  const auto problem = [&](const std::string& bytes) {
    return picture_problem(folder.write("a.svg", bytes), chart::PictureFormat::svg, {1000, 500});
  };
  EXPECT_EQ(problem(begin + "<g>\n</g>\n</svg>\n\n"), "");
  EXPECT_EQ(problem(begin + "<g>\n</g>\n</sv"), "the picture is incomplete");
  EXPECT_EQ(problem(begin + "<g>\n</g>\n"), "the picture is incomplete");
  EXPECT_EQ(problem("</svg>\n"), "the picture is incomplete");
  EXPECT_EQ(problem(""), "the picture is incomplete");
  EXPECT_EQ(problem(head + "pixels" + end), "the picture is incomplete");
  EXPECT_EQ(problem("<?xml ?>\n<svg \n width=\"640\" height=\"480\"></svg>"),
            "the picture is 640x480");
  EXPECT_EQ(problem("<?xml ?>\n<svg></svg>"), "the picture is 0x0");
}

}  // namespace
}  // namespace dora::png
