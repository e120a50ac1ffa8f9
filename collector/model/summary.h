// How many deployments each service made in each period: the values of summary.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"
#include "collector/model/period.h"
#include "collector/model/rounding.h"
#include "collector/model/time_zone.h"

namespace dora::model {

struct Counts {
  std::int64_t successful = 0;
  std::int64_t failed = 0;

  std::int64_t total() const { return successful + failed; }
  Counts& operator+=(const Counts& other);
  bool operator==(const Counts&) const = default;
};

/// Returns 100 * failed / total, in percent, unrounded; nullopt without deployments. This is the
/// share of failed attempts: DORA's change fail rate counts deployments that need intervention
/// afterwards.
std::optional<double> failure_rate(const Counts& counts);
/// The same, exact; displayed values are rounded from it.
std::optional<Ratio> failure_percent(const Counts& counts);

struct PeriodCounts {
  Period period;
  Counts counts;

  bool operator==(const PeriodCounts&) const = default;
};

/// `periods` have one granularity and are ascending, without duplicates; periods without
/// deployments are absent.
struct ServiceSummary {
  std::string service;
  std::vector<PeriodCounts> periods;

  bool operator==(const ServiceSummary&) const = default;
};

/// By service name, in byte order, without duplicates; all periods of one granularity.
struct Summary {
  std::vector<ServiceSummary> services;

  bool operator==(const Summary&) const = default;
};

/// The first and last periods with data in any service; nullopt if the summary has no periods.
struct PeriodRange {
  Period first;
  Period last;
};
std::optional<PeriodRange> range_of(const Summary& summary);

Counts total_of(const ServiceSummary& service);

/// Counts the deployment in the period of its deployment time. Deployments may come in any order.
void count(const Deployment& deployment, Granularity granularity, const TimeZone& zone,
           ServiceSummary& summary);
/// Counts all of them.
ServiceSummary summarize(const ServiceDeployments& service, Granularity granularity,
                         const TimeZone& zone);
Summary summarize(const std::vector<ServiceDeployments>& services, Granularity granularity,
                  const TimeZone& zone);

/// Returns all services together, one entry per period.
std::vector<PeriodCounts> combined(const Summary& summary);

}  // namespace dora::model
