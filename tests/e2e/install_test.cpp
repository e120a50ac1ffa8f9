// What `cmake --install` installs works in its new place, including the PNG encoder.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Installed : public testing::Test {
 protected:
  void SetUp() override {
    const ProgramResult result =
        run_program({.program = CMAKE_PROGRAM,
                     .arguments = {"--install", BUILD_FOLDER, "--prefix", prefix().string()}});
    ASSERT_EQ(result.exit_code, 0) << result.errors;
    folder_.write("summary.json", R"({"search": {"2024-06": 4, "2024-06_failed": 1}})");
  }

  std::filesystem::path prefix() const { return folder_ / "prefix"; }
  /// Draws a service's chart and returns its file and the output.
  std::pair<std::string, std::string> render() const {
    const ProgramResult result =
        run_program({.program = prefix() / "bin/dora-report",
                     .arguments = {"render", "--summary", "summary.json", "--out", "charts"},
                     .folder = folder_.path()});
    EXPECT_EQ(result.exit_code, 0) << result.errors;
    return {files::read_file(folder_ / "charts/search_deployment_metrics.png"), result.errors};
  }

  TemporaryFolder folder_;
};

TEST_F(Installed, FindsItsPngEncoder) {
  const auto [png, said] = render();
  EXPECT_THAT(png, HasSubstr("PLTE"));
  EXPECT_THAT(said, Not(HasSubstr("gnuplot's own encoder")));
}

TEST_F(Installed, AlsoDrawsWithoutPngEncoder) {
  ASSERT_TRUE(std::filesystem::remove(prefix() / "libexec/dora-report/libdora-png.so"));
  const auto [png, said] = render();
  EXPECT_THAT(png, Not(HasSubstr("PLTE")));
  const std::string warning = "PNG files are made by gnuplot's own encoder";
  EXPECT_THAT(said, HasSubstr(warning));
  EXPECT_EQ(said.find(warning), said.rfind(warning)) << said;
}

}  // namespace
}  // namespace dora::test
