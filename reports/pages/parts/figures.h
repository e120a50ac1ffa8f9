// Counts as text, for totals and lists of services.
#pragma once

#include <string>

#include "collector/model/summary.h"

namespace dora::pages {

struct Figures {
  std::string deployments;
  std::string deployments_counted;  ///< `1 deployment`
  std::string successful;
  std::string failed;
  std::string failure_rate;  ///< `no data` without deployments.
  bool has_data = false;
  bool few = false;  ///< Too few deployments for a verdict.
};
Figures figures_of(const model::Counts& counts);

/// The 95% interval of the failure rate, `3.8 to 13.0%`; empty without deployments.
std::string interval_text(const model::Counts& counts);

}  // namespace dora::pages
