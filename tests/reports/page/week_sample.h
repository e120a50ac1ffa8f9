// A collection whose last full week is as busy as a digest can be.
#pragma once

#include <string>
#include <vector>

#include "tests/reports/sample.h"

namespace dora::test {

/// For each rule of the attention list so many services that it finds, from week 10 of 2024 on;
/// the rule is in the name after `name`: `failing-0`, `rate-up-0`, ...
std::vector<model::ServiceDeployments> unusual_services(const std::string& name, int of_each);

/// Week 10 of 2024 has more services in each list of its digest than the list shows, all with long
/// names, and more failed deployments.
Sample busy_week();

}  // namespace dora::test
