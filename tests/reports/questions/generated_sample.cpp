// Deployments of made-up services over two years: the same for the same seed.
#include "tests/reports/questions/generated_sample.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace dora::test {
namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::array<const char*, 3> tiers{"production", "staging", "qa"};

model::ServiceDeployments service_of(const std::string& name, Numbers& numbers, std::int64_t& iid,
                                     bool gets_worse) {
  const model::Instant end = model::parse_instant("2026-11-15T05:00:00Z").value();
  const model::Instant bad_from = model::parse_instant("2026-10-01T00:00:00Z").value();
  const std::size_t gap = 300 + numbers.below(12'000);
  const std::size_t failures = numbers.below(30);
  model::ServiceDeployments service{name, {}};
  model::Instant time =
      model::parse_instant("2024-12-03T00:00:00Z").value() + days(numbers.below(400));
  while ((time += minutes(1 + numbers.below(gap * (gets_worse ? 1 : 2)))) < end) {
    const bool failed = numbers.below(100) < (gets_worse && time > bad_from ? 60 : failures);
    const model::Instant ended = time + minutes(numbers.below(4'000));
    if (ended >= end) {
      break;
    }
    service.deployments.push_back(
        deployment(model::to_string(time),
                   failed ? model::DeploymentStatus::failed : model::DeploymentStatus::successful,
                   tiers[numbers.below(5) % tiers.size()], ++iid, model::to_string(ended)));
  }
  return service;
}

}  // namespace

Sample generated_sample(std::size_t services, std::uint64_t seed) {
  Sample sample;
  sample.collection.project = "platform/deployments";
  sample.collection.project_url = "https://gitlab.example/platform/deployments";
  sample.collection.collected_at = model::parse_instant("2026-11-15T05:00:00Z").value();
  sample.collection.counting.time_zone = "Europe/Berlin";
  sample.collection.service_labels.emplace();
  sample.open.emplace();
  Numbers numbers(seed);
  std::int64_t iid = 0;
  for (std::size_t i = 0; i < services; ++i) {
    sample.services.push_back(service_of(i == 0 ? "payments-api" : fmt::format("service-{:04}", i),
                                         numbers, iid, i == 0));
    if (sample.services.back().deployments.empty()) {
      sample.services.pop_back();
    }
  }
  return sample;
}

}  // namespace dora::test
