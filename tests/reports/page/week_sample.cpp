// A collection whose last full week is as busy as a digest can be.
#include "tests/reports/page/week_sample.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace dora::test {
namespace {

using enum model::DeploymentStatus;

constexpr const char* monday_of_last_week = "2024-03-04T09:00:00Z";
constexpr int first_day = -100;  ///< Before that Monday.
constexpr int last_day = 10;     ///< The day before the collection.
constexpr int services_a_list = 20;

/// Returns the results of a day's deployments; day 0 is the Monday of the last full week.
using Plan = std::vector<model::DeploymentStatus> (*)(int day);

struct Kind {
  const char* name;
  Plan plan;
};

/// Each has a usual history and becomes unusual, for one rule, in the last full week.
constexpr Kind unusual_kinds[] = {
    {"failing", [](int day) { return std::vector{day < 1 ? successful : failed}; }},
    {"rate-up", [](int day) { return std::vector{day < 1 || day % 2 == 0 ? successful : failed}; }},
    {"quiet", [](int day) { return std::vector(day < 0 ? 1 : 0, successful); }},
    {"fewer", [](int day) { return std::vector(day < 0        ? 6
                                               : day % 3 == 0 ? 1
                                                              : 0,
                                               successful); }},
    {"more", [](int day) { return std::vector(day < 0 ? 1 : 4, successful); }}};

/// One deployment each, to the same tier, which is unusual for nobody.
constexpr Kind other_kinds[] = {
    {"recovered",
     [](int day) {
       return std::vector(day == -5 || day == 3 ? 1 : 0, day < 0 ? failed : successful);
     }},
    {"new", [](int day) { return std::vector(day == 1 || day == 2 ? 1 : 0, successful); }}};

model::ServiceDeployments service_of(const std::string& name, Plan plan) {
  model::ServiceDeployments result{name, {}};
  const auto monday = model::parse_instant(monday_of_last_week).value();
  std::int64_t iid = 1000;
  for (int day = first_day; day <= last_day; ++day) {
    auto time = monday + std::chrono::days(day);
    for (const model::DeploymentStatus status : plan(day)) {
      result.deployments.push_back(deployment(model::to_string(time), status, "pre-production",
                                              ++iid,
                                              model::to_string(time + std::chrono::minutes(95))));
      time += std::chrono::hours(1);
    }
  }
  return result;
}

}  // namespace

std::vector<model::ServiceDeployments> unusual_services(const std::string& name, int of_each) {
  std::vector<model::ServiceDeployments> services;
  for (int i = 0; i < of_each; ++i) {
    for (const Kind& kind : unusual_kinds) {
      services.push_back(service_of(fmt::format("{}{}-{}", name, kind.name, i), kind.plan));
    }
  }
  return services;
}

Sample busy_week() {
  Sample sample = small_sample();
  const std::string name = "customer-notification-gateway-";
  sample.services = unusual_services(name, services_a_list);
  // A name of 255 characters, which must not push the others off the paper.
  sample.services.front().service = std::string(255, 'a');
  for (int i = 0; i < services_a_list; ++i) {
    for (const Kind& kind : other_kinds) {
      sample.services.push_back(service_of(fmt::format("{}{}-{}", name, kind.name, i), kind.plan));
    }
  }
  return sample;
}

}  // namespace dora::test
