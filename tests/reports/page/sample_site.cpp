// Writes a report to look at in a browser: sample_site FOLDER SERVICES; its site is FOLDER/site.
#include <cstdlib>
#include <iostream>
#include <string>

#include "collector/base/error.h"
#include "reports/report.h"
#include "tests/reports/sample.h"

namespace dora::test {
namespace {

using enum model::DeploymentStatus;

/// Service 0 has names that try to break out of a page, service 1 no chart, service 2 nothing; from
/// there on service n has n deployments up to 60, every fourth one failed. It is incomplete, so
/// that every page says so.
Sample browser_sample(int services) {
  Sample sample = small_sample();
  sample.many_pictures = true;
  sample.collection.partial = {"merge requests created in June: <img src=x onerror=alert(1)>"};
  const auto busy = sample.services[1].deployments;
  sample.services = {
      {"<img src=x onerror=alert(1)>\"'&", busy}, {"chartless", busy}, {"asleep", {}}};
  sample.failed_charts = {"chartless"};
  for (int n = 3; n < services; ++n) {
    model::ServiceDeployments service{"service-" + std::to_string(n), {}};
    for (int i = 0; i < n % 60; ++i) {
      service.deployments.push_back(
          deployment("2024-02-01T10:00:00Z", i % 4 == 3 ? failed : successful,
                     n % 2 == 0 ? "production" : "staging", i + 1, "2024-02-01T10:05:00Z"));
    }
    sample.services.push_back(std::move(service));
  }
  return sample;
}

void write_site(const std::filesystem::path& folder, int services) {
  browser_sample(services).write(folder);
  base::Console console(2, true);
  base::Log log(console, {});
  const base::Interrupt interrupt;
  base::RunContext context{log, console, interrupt, {}};
  reports::ReportOptions options;
  options.data = folder / "data";
  options.charts = {folder / "charts"};
  options.out = folder / "site";
  options.bands = "dora-2023";
  reports::report(options, context);
}

}  // namespace
}  // namespace dora::test

int main(int argc, char** argv) {
  const int services = argc == 3 ? std::atoi(argv[2]) : 0;
  if (services < 4) {
    std::cerr << "usage: sample_site FOLDER SERVICES (4 or more)\n";
    return 2;
  }
  try {
    dora::test::write_site(argv[1], services);
  } catch (const dora::base::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
