// Counts as the rows of figures that every page shows: totals, periods, tiers; knows no page.
#include "reports/figures.h"

#include <algorithm>
#include <map>

#include "collector/base/printable.h"
#include "reports/display.h"

namespace dora::reports {

Figures figures_of(const model::Counts& counts) {
  return {model::count_text(counts.total()), model::count_text(counts.successful),
          model::count_text(counts.failed), model::rate_text(model::failure_rate(counts)),
          counts.total() > 0};
}

std::vector<PeriodRow> period_rows(const std::vector<model::PeriodCounts>& periods,
                                   std::chrono::local_days today) {
  std::vector<PeriodRow> rows;
  if (periods.empty()) {
    return rows;
  }
  auto next = periods.rbegin();
  for (model::Period period = next->period; next != periods.rend();
       period = model::advance(period, -1)) {
    const bool has_entry = next->period == period;
    rows.push_back({model::name(period), model::label(period),
                    period.begin <= today && today < model::end(period),
                    figures_of(has_entry ? next->counts : model::Counts())});
    next += has_entry ? 1 : 0;
  }
  return rows;
}

std::vector<TierRow> tier_rows(const std::vector<model::Deployment>& deployments,
                               const model::TimeZone& zone) {
  struct Tier {
    model::Counts counts;
    model::Instant last;
  };
  std::map<std::string_view, Tier> tiers;
  for (const model::Deployment& deployment : deployments) {
    Tier& tier =
        tiers.try_emplace(deployment.tier, Tier{{}, deployment.deployment_time}).first->second;
    const bool failed = deployment.status == model::DeploymentStatus::failed;
    tier.counts += model::Counts{failed ? 0 : 1, failed ? 1 : 0};
    tier.last = std::max(tier.last, deployment.deployment_time);
  }
  std::vector<TierRow> rows;
  rows.reserve(tiers.size());
  for (const auto& [name, tier] : tiers) {
    rows.push_back({base::printable(name), date_text(tier.last, zone), figures_of(tier.counts)});
  }
  return rows;
}

}  // namespace dora::reports
