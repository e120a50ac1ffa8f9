// The services that a generated project deploys, and how each behaves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/tools/gitlab_server/moment.h"
#include "tests/tools/gitlab_server/random.h"

namespace dora::test {

struct ServicePlan {
  std::string name;
  std::string label;        ///< `service:name` or, scoped, `service::name`.
  double weight = 1;        ///< Deployments relative to other services.
  Moment begin;             ///< New services begin late.
  Moment end;               ///< Dead services stop early.
  double growth = 0;        ///< -1 (fades out) to 1 (grows from nothing).
  double failure_rate = 0;  ///< 0 to 1, in an ordinary month.
  double lead_hours = 3;    ///< Median.
  double production_share = 0.5;
  std::uint64_t seed = 0;  ///< Determines the bad months.
};

/// Half-open; whole months in UTC except for the last, which ends with `end`.
struct TimeSpan {
  Moment begin;
  Moment end;
};

std::vector<ServicePlan> plan_services(const std::vector<std::string>& names, TimeSpan span,
                                       Random& random);

/// Returns the share of failed deployments at that time: now and then a service has a bad month.
double failure_rate_at(const ServicePlan& service, Moment moment);

}  // namespace dora::test
