// Tests that a site and a mail contain only pictures that match the renderer's index.
#include "reports/site/chart_pictures.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/files/sha256.h"
#include "renderer/chart/chart_index.h"
#include "reports/inputs/picture_file.h"
#include "tests/reports/expect_error.h"
#include "tests/reports/report_stage.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;
using test::small_sample;

class ChartPictures : public test::ReportStage {
 protected:
  ChartPictures() {
    small_sample().write(folder_.path());
    options_.single_file = folder_ / "weekly.html";
    options_.week = "2024-W09";  // A week of orders-web.
  }

  /// Runs the report; true if only orders-web has a placeholder and a warning contains `why`.
  testing::AssertionResult is_left_out(const std::string& why) {
    if (run() != base::ExitCode::incomplete) {
      return testing::AssertionFailure() << "the exit code is not 3: " << messages();
    }
    if (fs::exists(fs::symlink_status(options_.out / ("charts/" + file_)))) {
      return testing::AssertionFailure() << "the picture is published";
    }
    const std::string text = page("services/orders-web.html");
    const std::string mail = files::read_file(options_.single_file);
    if (text.find("its file is not the one that was drawn") == std::string::npos ||
        mail.find("its file is not the one that was drawn") == std::string::npos) {
      return testing::AssertionFailure() << "no placeholder";
    }
    return messages().find("a chart is left out: ") != std::string::npos &&
                   messages().find(file_) != std::string::npos &&
                   messages().find(why) != std::string::npos
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << messages();
  }

  void replace_by_link(const fs::path& target) const {
    fs::remove(chart_);
    fs::create_symlink(target, chart_);
  }

  const std::string file_ = "orders-web_deployment_metrics.png";
  const fs::path chart_ = folder_ / ("charts/" + file_);
};

TEST_F(ChartPictures, MustNotBeLinks) {
  replace_by_link(folder_.write("secret", "secret"));
  EXPECT_TRUE(is_left_out("is a symbolic link"));
}

TEST_F(ChartPictures, MustNotBeLinksToTheEnvironment) {
  replace_by_link("/proc/self/environ");
  EXPECT_TRUE(is_left_out("is a symbolic link"));
}

TEST_F(ChartPictures, MustNotBeLinksEvenToThePictureItself) {
  fs::rename(chart_, folder_ / "moved.png");
  replace_by_link(folder_ / "moved.png");
  EXPECT_TRUE(is_left_out("is a symbolic link"));
}

TEST_F(ChartPictures, MustNotBePipes) {
  fs::remove(chart_);
  ASSERT_EQ(::mkfifo(chart_.c_str(), 0600), 0);
  EXPECT_TRUE(is_left_out("it is a named pipe"));
}

TEST_F(ChartPictures, MustHaveTheIndexedBytes) {
  files::write_file(chart_, "other bytes");
  EXPECT_TRUE(is_left_out("is not the picture that was drawn"));
}

TEST_F(ChartPictures, MustNotBePagesEvenIfTheIndexListsThem) {
  const std::string page = "<html><script>alert(1)</script></html>";
  const fs::path file = folder_ / "charts/charts.json";
  chart::ChartIndex index = chart::read_chart_index(file);
  for (chart::ChartEntry& entry : index.charts) {
    entry.sha256 = entry.file == file_ ? files::sha256(page) : entry.sha256;
  }
  files::write_file(file, chart::to_json(index));
  files::write_file(chart_, page);
  EXPECT_TRUE(is_left_out("is neither a PNG nor a plain SVG"));
}

TEST_F(ChartPictures, MustNotBeEmptyAfterAPowerFailure) {
  files::write_file(chart_, "");
  EXPECT_TRUE(is_left_out("is not the picture that was drawn"));
}

TEST_F(ChartPictures, MustNotBeLargerThanAnyChart) {
  fs::resize_file(chart_, static_cast<std::uintmax_t>(inputs::largest_picture) + 1);
  EXPECT_TRUE(is_left_out("larger than any chart"));
}

TEST_F(ChartPictures, AreCopiedIfTheyHaveAnotherName) {
  fs::create_hard_link(chart_, folder_ / "elsewhere");
  EXPECT_EQ(run(), base::ExitCode::done);
  EXPECT_FALSE(fs::equivalent(options_.out / ("charts/" + file_), chart_));
  EXPECT_EQ(page("charts/" + file_), files::read_file(chart_));
  const fs::path combined = "combined_deployment_metrics.png";
  EXPECT_TRUE(fs::equivalent(options_.out / "charts" / combined, folder_ / "charts" / combined));
}

TEST_F(ChartPictures, MustBeListedByAnIndexThatIsNotALink) {
  fs::rename(folder_ / "charts/charts.json", folder_ / "elsewhere.json");
  fs::create_symlink(folder_ / "elsewhere.json", folder_ / "charts/charts.json");
  EXPECT_TRUE(test::fails_with({"charts.json is a symbolic link"}, [&] { run(); }));
}

TEST_F(ChartPictures, MustBelongToDataThatAreNotLinks) {
  folder_.write("data/open_merge_requests.json", "{}");
  folder_.write("data/weeks.json", R"({"counted_as": "", "through": "2024-W05", "weeks": {}})");
  for (const char* name : {"summary.json", "service_deployments.json", "collection.json",
                           "open_merge_requests.json", "weeks.json"}) {
    fs::rename(folder_ / "data" / name, folder_ / "elsewhere.json");
    fs::create_symlink(folder_ / "elsewhere.json", folder_ / "data" / name);
    EXPECT_TRUE(test::fails_with({name, "is a symbolic link"}, [&] { run(); }));
    fs::rename(folder_ / "elsewhere.json", folder_ / "data" / name);
  }
  fs::rename(folder_ / "data", folder_ / "real");
  fs::create_directory_symlink(folder_ / "real", folder_ / "data");
  EXPECT_EQ(run(), base::ExitCode::done);
}

TEST_F(ChartPictures, AreNamedUpToALimitIfLeftOut) {
  test::Sample sample = small_sample();
  for (int i = 0; i < 20; ++i) {
    sample.services.push_back({"z" + std::to_string(i), sample.services[0].deployments});
  }
  sample.write(folder_.path());
  for (int i = 0; i < 20; ++i) {
    folder_.write("charts/z" + std::to_string(i) + "_deployment_metrics.png", "x");
  }
  EXPECT_EQ(run(), base::ExitCode::incomplete);
  EXPECT_EQ(test::count(messages(), "- warning - a chart is left out"), 5U);
  EXPECT_NE(messages().find("and 15 more charts like these are left out"), std::string::npos);
}

}  // namespace
}  // namespace dora::site
