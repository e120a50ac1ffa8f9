// A collection whose last full week is as busy as a digest can be.
#pragma once

#include "tests/reports/sample.h"

namespace dora::test {

/// Week 10 of 2024 has more services in each list of its digest than the list shows, all with long
/// names, and more failed deployments.
Sample busy_week();

}  // namespace dora::test
