// The services that a generated project deploys, and how each behaves.
#include "tests/tools/gitlab_server/service_plan.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace dora::test {
namespace {

constexpr double late_share = 0.18;
constexpr double dead_share = 0.10;
constexpr double scoped_share = 0.08;
constexpr double bad_month_share = 0.07;

Moment at(TimeSpan span, double share) {
  const auto length = static_cast<double>((span.end - span.begin).count());
  return span.begin + std::chrono::microseconds(static_cast<std::int64_t>(share * length));
}

ServicePlan plan_service(const std::string& name, std::size_t rank, TimeSpan span, Random& random) {
  ServicePlan plan;
  plan.name = name;
  plan.label = (random.chance(scoped_share) ? "service::" : "service:") + name;
  // Zipf's law, with a little noise and a flatter head.
  plan.weight = random.log_normal(1, 0.4) / std::pow(static_cast<double>(rank) + 3, 0.9);
  plan.begin = random.chance(late_share) ? at(span, 0.2 + 0.65 * random.unit()) : span.begin;
  plan.end = span.end;
  if (plan.begin == span.begin && random.chance(dead_share)) {
    plan.end = at(span, 0.25 + 0.6 * random.unit());
  }
  plan.growth = std::clamp(0.35 * random.normal(), -0.9, 0.9);
  plan.failure_rate = std::clamp(random.log_normal(0.06, 0.7), 0.0, 0.4);
  plan.lead_hours = std::clamp(random.log_normal(4, 0.8), 0.2, 60.0);
  plan.production_share = 0.3 + 0.4 * random.unit();
  plan.seed = random.next();
  return plan;
}

}  // namespace

std::vector<ServicePlan> plan_services(const std::vector<std::string>& names, TimeSpan span,
                                       Random& random) {
  std::vector<ServicePlan> plans;
  plans.reserve(names.size());
  for (std::size_t rank = 0; rank < names.size(); ++rank) {
    plans.push_back(plan_service(names[rank], rank, span, random));
  }
  return plans;
}

double failure_rate_at(const ServicePlan& service, Moment moment) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(moment));
  const auto month = static_cast<unsigned>(static_cast<int>(date.year())) * 12U +
                     static_cast<unsigned>(date.month());
  Random random(mix(service.seed, month));
  const double factor = random.chance(bad_month_share) ? 3 + 3 * random.unit() : 1;
  return std::min(0.7, service.failure_rate * factor);
}

}  // namespace dora::test
