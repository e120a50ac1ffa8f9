// Counts as the rows of figures that every page shows: totals, periods, tiers; knows no page.
#pragma once

#include <string>
#include <vector>

#include "collector/model/deployment.h"
#include "collector/model/period.h"
#include "collector/model/summary.h"
#include "collector/model/time_zone.h"

namespace dora::reports {

struct Figures {
  std::string deployments;
  std::string successful;
  std::string failed;
  std::string failure_rate;  ///< `no data` without deployments.
  bool has_data = false;
};
Figures figures_of(const model::Counts& counts);

struct PeriodRow {
  std::string name;      ///< `January 2024`
  std::string label;     ///< `2024-01`
  bool running = false;  ///< It was not over when the data were collected.
  Figures figures;
};
/// Every period from the first to the last of `periods`, the newest first, those without
/// deployments among them. `today` is the day of the collection.
std::vector<PeriodRow> period_rows(const std::vector<model::PeriodCounts>& periods,
                                   std::chrono::local_days today);

struct TierRow {
  std::string tier;
  std::string last_deployment;  ///< `2024-01-31`
  Figures figures;
};
/// By tier, in byte order.
std::vector<TierRow> tier_rows(const std::vector<model::Deployment>& deployments,
                               const model::TimeZone& zone);

}  // namespace dora::reports
