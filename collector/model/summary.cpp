// How many deployments each service made in each period: the values of summary.json.
#include "collector/model/summary.h"

#include <algorithm>
#include <map>

namespace dora::model {
namespace {

std::vector<PeriodCounts> to_vector(const std::map<Period, Counts>& periods) {
  std::vector<PeriodCounts> result;
  result.reserve(periods.size());
  for (const auto& [period, counts] : periods) {
    result.push_back({period, counts});
  }
  return result;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  successful += other.successful;
  failed += other.failed;
  return *this;
}

std::optional<double> failure_rate(const Counts& counts) {
  if (counts.total() == 0) {
    return std::nullopt;
  }
  return 100.0 * static_cast<double>(counts.failed) / static_cast<double>(counts.total());
}

std::optional<Ratio> failure_percent(const Counts& counts) {
  return counts.total() == 0 ? std::nullopt
                             : std::optional(Ratio{Wide{100} * counts.failed, counts.total()});
}

std::optional<PeriodRange> range_of(const Summary& summary) {
  std::optional<PeriodRange> range;
  for (const ServiceSummary& service : summary.services) {
    if (service.periods.empty()) {
      continue;
    }
    const Period first = service.periods.front().period;
    const Period last = service.periods.back().period;
    range = range ? PeriodRange{std::min(range->first, first), std::max(range->last, last)}
                  : PeriodRange{first, last};
  }
  return range;
}

Counts total_of(const ServiceSummary& service) {
  Counts total;
  for (const PeriodCounts& period : service.periods) {
    total += period.counts;
  }
  return total;
}

void count(const Deployment& deployment, Granularity granularity, const TimeZone& zone,
           ServiceSummary& summary) {
  const Period period = period_containing(zone.local_day(deployment.deployment_time), granularity);
  auto place =
      std::lower_bound(summary.periods.begin(), summary.periods.end(), period,
                       [](const PeriodCounts& a, const Period& b) { return a.period < b; });
  if (place == summary.periods.end() || place->period != period) {
    place = summary.periods.insert(place, {period, {}});
  }
  const bool failed = deployment.status == DeploymentStatus::failed;
  ++(failed ? place->counts.failed : place->counts.successful);
}

ServiceSummary summarize(const ServiceDeployments& service, Granularity granularity,
                         const TimeZone& zone) {
  ServiceSummary summary{service.service, {}};
  for (const Deployment& deployment : service.deployments) {
    count(deployment, granularity, zone, summary);
  }
  return summary;
}

Summary summarize(const std::vector<ServiceDeployments>& services, Granularity granularity,
                  const TimeZone& zone) {
  Summary summary;
  for (const ServiceDeployments& service : services) {
    summary.services.push_back(summarize(service, granularity, zone));
  }
  std::sort(summary.services.begin(), summary.services.end(),
            [](const auto& a, const auto& b) { return a.service < b.service; });
  return summary;
}

std::vector<PeriodCounts> combined(const Summary& summary) {
  std::map<Period, Counts> periods;
  for (const ServiceSummary& service : summary.services) {
    for (const PeriodCounts& period : service.periods) {
      periods[period.period] += period.counts;
    }
  }
  return to_vector(periods);
}

}  // namespace dora::model
