// Tests that another run writes whatever changed, and no other file.
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/site/same_file.h"
#include "tests/reports/report_stage.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;
using test::Sample;
using test::small_sample;

class ReportAgain : public test::ReportStage {
 protected:
  using Files = std::map<std::string, site::FileIdentity>;

  Files files() const {
    Files files;
    for (const auto& entry : fs::recursive_directory_iterator(options_.out)) {
      if (entry.is_regular_file()) {
        files.emplace(entry.path().lexically_relative(options_.out), *site::identity_of(entry));
      }
    }
    return files;
  }

  /// The files that differ from before, including new and deleted ones.
  std::set<std::string> changed_since(const Files& before) const {
    std::set<std::string> changed;
    const Files after = files();
    for (const auto& [name, identity] : after) {
      const auto found = before.find(name);
      if (found == before.end() || found->second != identity) {
        changed.insert(name);
      }
    }
    for (const auto& [name, identity] : before) {
      if (!after.contains(name)) {
        changed.insert(name);
      }
    }
    return changed;
  }
};

TEST_F(ReportAgain, WritesNothingWhenNothingChanged) {
  run(small_sample());
  const Files before = files();
  const auto place = fs::last_write_time(options_.out);
  run();
  EXPECT_EQ(changed_since(before), std::set<std::string>());
  EXPECT_EQ(fs::last_write_time(options_.out), place);
}

TEST_F(ReportAgain, RepairsFilesThatOthersChangedOrRemoved) {
  run(small_sample());
  const auto site_before = site();
  const Files before = files();
  const std::string stem = "charts/payments-api_deployment_metrics.png";
  std::string page = site_before.at("services/orders-web.html");
  page.back() = '!';  // As long as before.
  files::write_file(options_.out / "services/orders-web.html", page);
  files::write_file(options_.out / stem, std::string(site_before.at(stem).size(), 'x'));
  fs::remove(options_.out / "index.html");
  run();
  EXPECT_EQ(site(), site_before);
  EXPECT_EQ(changed_since(before),
            (std::set<std::string>{".dora-report-site", "index.html", "services/orders-web.html"}))
      << "the picture is the renderer's file again";
}

/// A change to what a run is made from, and the files that must change with it.
struct Change {
  const char* what;
  std::function<void(Sample&, ReportOptions&, const fs::path&)> make;
  std::vector<std::string> files;

  friend std::ostream& operator<<(std::ostream& out, const Change& change) {
    return out << change.what;
  }
};

class ReportChanged : public ReportAgain, public testing::WithParamInterface<Change> {};

TEST_P(ReportChanged, IsNoticed) {
  run(small_sample());
  const Files before = files();
  Sample sample = small_sample();
  GetParam().make(sample, options_, folder_.path());
  options_.allow_shrink = true;
  run(sample);
  const std::set<std::string> changed = changed_since(before);
  for (const std::string& file : GetParam().files) {
    EXPECT_TRUE(changed.contains(file)) << file;
  }
  EXPECT_FALSE(changed.contains("assets/jquery.min.js"));
}

INSTANTIATE_TEST_SUITE_P(
    ReportAgain, ReportChanged,
    testing::Values(
        Change{"a result",
               [](Sample& sample, ReportOptions&, const fs::path&) {
                 sample.services[1].deployments.back().status = model::DeploymentStatus::failed;
               },
               {"index.html", "services/payments-api.html", "services/payments-api.csv"}},
        Change{"a tier",
               [](Sample& sample, ReportOptions&, const fs::path&) {
                 sample.services[0].deployments.front().tier = "qa";
               },
               {"index.html", "services/orders-web.html", "services/orders-web.csv"}},
        Change{"a service",
               [](Sample& sample, ReportOptions&, const fs::path&) { sample.services.pop_back(); },
               {"index.html", "services/payments-api.html", ".dora-report-site"}},
        Change{"the collection",
               [](Sample& sample, ReportOptions&, const fs::path&) {
                 sample.collection.collected_at += std::chrono::hours(1);
               },
               {"index.html", "data.html", "services/orders-web.html"}},
        Change{"a chart",
               [](Sample& sample, ReportOptions&, const fs::path&) {
                 sample.failed_charts = {"payments-api"};
               },
               {"services/payments-api.html", "charts/payments-api_deployment_metrics.png"}},
        Change{"the title",
               [](Sample&, ReportOptions& options, const fs::path&) { options.title = "Ours"; },
               {"index.html", "data.html", "feed.xml", "services/orders-web.html"}},
        Change{"the week",
               [](Sample&, ReportOptions& options, const fs::path&) { options.week = "2024-W05"; },
               {"index.html"}},
        Change{"the theme",
               [](Sample&, ReportOptions& options, const fs::path& folder) {
                 options.theme = folder / "theme.css";
                 files::write_file(options.theme, "p { color: teal }\n");
               },
               {"style.css"}},
        Change{"a template",
               [](Sample&, ReportOptions& options, const fs::path& folder) {
                 options.templates = folder / "mine";
                 fs::create_directory(options.templates);
                 files::write_file(options.templates / "data.mustache", "<h1>{{seen}}</h1>\n");
               },
               {"data.html"}}));

}  // namespace
}  // namespace dora::reports
