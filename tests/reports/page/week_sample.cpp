// A collection whose last full week is as busy as a digest can be.
#include "tests/reports/page/week_sample.h"

#include <algorithm>
#include <string>

namespace dora::test {
namespace {

using enum model::DeploymentStatus;

constexpr const char* last_week = "2024-03-04T09:00:00Z";
constexpr int services_a_list = 20;

/// A service with this many deployments in the last week and in each of the four before.
model::ServiceDeployments service(const std::string& name, int before, int last) {
  model::ServiceDeployments result{name, {}};
  const auto monday = model::parse_instant(last_week).value();
  std::int64_t iid = 1000;
  for (int week = -4; week <= 0; ++week) {
    for (int i = 0; i < (week == 0 ? last : before); ++i) {
      const auto time = monday + std::chrono::days(7 * week) + std::chrono::hours(i);
      result.deployments.push_back(deployment(model::to_string(time), successful, "production",
                                              ++iid,
                                              model::to_string(time + std::chrono::minutes(95))));
    }
  }
  return result;
}

void add(model::ServiceDeployments& service, const char* time, model::DeploymentStatus status) {
  const auto at = model::parse_instant(time).value();
  service.deployments.push_back(deployment(time, status, "pre-production",
                                           2000 + static_cast<int>(service.deployments.size()),
                                           model::to_string(at + std::chrono::minutes(30))));
  std::stable_sort(
      service.deployments.begin(), service.deployments.end(),
      [](const auto& a, const auto& b) { return a.deployment_time < b.deployment_time; });
}

}  // namespace

Sample busy_week() {
  Sample sample = small_sample();
  const auto name = [](const char* kind, int i) {
    return std::string("customer-notification-") + kind + "-gateway-" + std::to_string(i);
  };
  for (int i = 0; i < services_a_list; ++i) {
    // A name of 255 characters, which must not push the others off the paper.
    sample.services.push_back(service(i == 0 ? std::string(255, 'a') : name("failing", i), 1, 1));
    add(sample.services.back(), "2024-03-05T10:00:00Z", failed);
    add(sample.services.back(), "2024-03-06T10:00:00Z", failed);
    sample.services.push_back(service(name("recovered", i), 1, 1));
    add(sample.services.back(), "2024-02-28T10:00:00Z", failed);
    add(sample.services.back(), "2024-03-07T10:00:00Z", successful);
    sample.services.push_back(service(name("more", i), 2, 20));
    sample.services.push_back(service(name("fewer", i), 20, 2));
    sample.services.push_back(service(name("new", i), 0, 2));
    sample.services.push_back(service(name("silent", i), 1, 0));
  }
  return sample;
}

}  // namespace dora::test
