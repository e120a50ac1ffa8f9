// Counts in ready words, as totals and lists of services show them; knows no page.
#include "reports/figures.h"

#include "collector/model/four_keys.h"
#include "reports/display.h"

namespace dora::reports {

Figures figures_of(const model::Counts& counts) {
  return {model::count_text(counts.total()),
          counted(counts.total(), "deployment"),
          model::count_text(counts.successful),
          model::count_text(counts.failed),
          model::rate_text(model::failure_rate(counts)),
          counts.total() > 0,
          counts.total() < model::enough_deployments};
}

}  // namespace dora::reports
