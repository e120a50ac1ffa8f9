// Tests where the library that writes PNG files is searched for.
#include "renderer/gnuplot/png_library.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace dora::gnuplot {
namespace {

TEST(PngLibrary, IsFoundNextToTheProgram) {
  const test::TemporaryFolder folder;
  const auto library = folder.write("build/libdora-png.so", "");
  folder.write("libexec/dora-report/libdora-png.so", "");
  EXPECT_EQ(png_library_of(folder / "build/dora-report"), library);
}

TEST(PngLibrary, IsFoundWhereItIsInstalled) {
  const test::TemporaryFolder folder;
  const auto library = folder.write("libexec/dora-report/libdora-png.so", "");
  EXPECT_EQ(png_library_of(folder / "bin/dora-report"), library);
}

TEST(PngLibrary, MayBeMissing) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(png_library_of(folder / "bin/dora-report"), "");
  EXPECT_EQ(png_library_of(""), "");
}

TEST(PngLibrary, IsNextToTheseTests) {
  EXPECT_EQ(png_library().filename(), "libdora-png.so");
}

}  // namespace
}  // namespace dora::gnuplot
