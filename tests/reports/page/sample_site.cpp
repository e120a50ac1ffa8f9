// Writes a report to view in a browser: sample_site FOLDER KIND; the site is FOLDER/site.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "collector/base/error.h"
#include "reports/report.h"
#include "tests/reports/page/commented_sample.h"
#include "tests/reports/page/week_sample.h"
#include "tests/reports/sample.h"
#include "tests/support/hostile_names.h"

namespace dora::test {
namespace {

using enum model::DeploymentStatus;

/// Service 0 has names that try to break out of a page, service 1 no chart, service 2 no
/// deployments, and for each rule of the attention list four are unusual; from there on service n
/// has n deployments, at most 60, every fourth one failed,
/// and belongs to one of seven teams. The collection is incomplete, so that
/// every page says so.
Sample browser_sample(int services) {
  Sample sample = small_sample();
  sample.details = true;
  sample.svg_pictures = services < 1000;  // With thousands, only the list is viewed.
  sample.collection.partial = {"merge requests created in June: <img src=x onerror=alert(1)>"};
  const auto busy = sample.services[1].deployments;
  sample.services = {
      {"<img src=x onerror=alert(1)>\"'&", busy}, {"chartless", busy}, {"asleep", {}}};
  sample.failed_charts = {"chartless"};
  if (services >= 100) {
    const auto unusual = unusual_services("", 4);
    sample.services.insert(sample.services.end(), unusual.begin(), unusual.end());
  }
  for (int n = static_cast<int>(sample.services.size()); n < services; ++n) {
    model::ServiceDeployments service{"service-" + std::to_string(n), {}};
    service.groups = {"team " + std::to_string(n % 7)};
    for (int i = 0; i < n % 60; ++i) {
      service.deployments.push_back(
          deployment("2024-03-05T10:00:00Z", i % 4 == 3 ? failed : successful,
                     n % 2 == 0 ? "production" : "staging", i + 1, "2024-03-05T10:05:00Z"));
    }
    sample.services.push_back(std::move(service));
  }
  return sample;
}

/// A service for each hostile name, with tiers of that name; each fails in a different week, whose
/// digest names it.
Sample hostile_sample() {
  Sample sample = small_sample();
  sample.details = true;
  sample.svg_pictures = true;
  sample.services.clear();
  auto time = model::parse_instant("2023-01-02T10:00:00Z").value();
  for (const std::string& name : hostile_names()) {
    sample.services.push_back({name, {}, {name}});
    for (const auto status : {successful, failed}) {
      time += std::chrono::hours(84);
      sample.services.back().deployments.push_back(
          deployment(model::to_string(time), status, name, 1));
    }
  }
  sample.collection.project = "<b>project</b> \u202e";
  sample.failed_charts = {hostile_names().front()};
  return sample;
}

/// The first `count` services of a small sample.
Sample few_services(std::size_t count) {
  Sample sample = small_sample();
  sample.svg_pictures = true;
  sample.services.resize(count);
  return sample;
}

/// `busy-week`, `quiet-week`, `hostile`, `comments`, `one`, `none`, or the number of services.
Sample sample_of(std::string_view kind, int services) {
  if (kind == "one" || kind == "none") {
    return few_services(kind == "one" ? 1 : 0);
  }
  if (kind == "busy-week") {
    return busy_week();
  }
  if (kind == "quiet-week") {
    return small_sample();
  }
  if (kind == "comments") {
    return commented_sample();
  }
  return kind == "hostile" ? hostile_sample() : browser_sample(services);
}

void write_site(const std::filesystem::path& folder, const Sample& sample, bool has_comments) {
  sample.write(folder);
  if (has_comments) {
    write_comments(folder, sample);
  }
  base::Console console(2, true);
  base::Log log(console, {});
  const base::Interrupt interrupt;
  base::RunContext context{log, console, interrupt, {}};
  reports::ReportOptions options;
  options.data = folder / "data";
  options.charts = {folder / "charts"};
  options.out = folder / "site";
  options.single_file = folder / "weekly.html";
  options.mail_body = folder / "mail.html";
  options.eml = folder / "weekly.eml";
  options.bands = "dora-2023";
  reports::report(options, context);
}

}  // namespace
}  // namespace dora::test

int main(int argc, char** argv) {
  const std::string_view kind = argc == 3 ? argv[2] : "";
  const int services = argc == 3 ? std::atoi(argv[2]) : 0;
  const bool named = kind == "busy-week" || kind == "quiet-week" || kind == "hostile" ||
                     kind == "comments" || kind == "one" || kind == "none";
  if (!named && services < 4) {
    std::cerr << "usage: sample_site FOLDER busy-week|quiet-week|hostile|comments|one|none|"
                 "SERVICES (4 or more)\n";
    return 2;
  }
  try {
    const bool has_comments = kind == "comments" || kind == "busy-week";
    dora::test::write_site(argv[1], dora::test::sample_of(kind, services), has_comments);
  } catch (const dora::base::Error& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
