// A small collection with charts, as the earlier stages would leave it on disk.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/collection.h"
#include "collector/model/deployment.h"
#include "renderer/chart/chart_index.h"
#include "reports/analysis/report_data.h"

namespace dora::test {

/// `time` and `finished` in ISO 8601; `finished` may be empty.
model::Deployment deployment(std::string_view time, model::DeploymentStatus status,
                             std::string_view tier, std::int64_t iid,
                             std::string_view finished = {});

/// A service that deploys once a day until `last`: of `count` deployments, the last `failures`
/// failed. Each ends when it begins; they are numbered from 1.
model::ServiceDeployments daily_service(std::string name, std::string_view last, int failures = 0,
                                        std::string_view tier = "production", int count = 150);

struct Sample {
  model::Collection collection;  ///< Its totals are filled in by data() and write().
  std::vector<model::ServiceDeployments> services;
  std::optional<std::vector<model::ServiceOpenMergeRequests>> open;  ///< By service.
  std::map<model::Period, model::Instant> changed_weeks;
  std::set<std::string> failed_charts;   ///< Services; "" is the combined chart.
  std::set<std::string> missing_charts;  ///< Listed in charts.json, but without a file.
  bool details = false;                  ///< Charts that need the deployments, too.
  bool dark_pictures = false;            ///< Also dark PNG files; two pixels per CSS pixel.
  bool svg_pictures = false;             ///< Also SVG files.

  /// What the report reads back.
  analysis::ReportData data() const;
  /// `folder`/data and `folder`/charts.
  void write(const std::filesystem::path& folder) const;
};

/// Two services: payments-api in January and March 2024, but not in February; orders-web in March.
/// Collected on 15 March 2024, in the zone Europe/Berlin.
Sample small_sample();

}  // namespace dora::test
