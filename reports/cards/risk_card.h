// The card on a deployment's merge request: how its services did, and what is wrong with them now.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/cards/card.h"
#include "reports/inputs/site_charts.h"
#include "reports/pages/parts/comment.h"

namespace dora::cards {

/// If there are more services, the others are in a list that is folded.
inline constexpr std::size_t services_in_full = 3;
inline constexpr std::size_t services_listed = 50;
inline constexpr std::size_t failures_listed = 5;

struct RiskRequest {
  std::vector<std::string> services;  ///< Names as in labels; some may be unknown to the data.
  std::vector<std::string> tiers;     ///< Where it will be deployed; empty if unknown.
  std::string site_url;               ///< Ends with `/`; empty if unknown.
  std::string id;                     ///< As returned by risk_id().
  /// The comment on a service, an index into the summary's; empty: there are none.
  std::function<pages::Comment(std::size_t)> comment{};
};

/// The id of a card about these services; of those that labels name if the list is empty.
std::string risk_id(const std::vector<std::string>& services);

/// All verdicts are those of the report.
Card risk_card(const RiskRequest& request, const analysis::ReportData& data,
               const analysis::Analysis& analysis, const inputs::SiteCharts& charts);

}  // namespace dora::cards
