// What happened to a service in the last full weeks.
#pragma once

#include <optional>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/period.h"
#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

inline constexpr int recent_weeks = 12;

/// Of merge requests that were merged or closed in these weeks.
struct Recent {
  model::FourKeys week;        ///< The last one.
  model::FourKeys four_weeks;  ///< The last four.
  std::optional<model::FourKeys>
      before;                          ///< The four before; nullopt if the data do not cover them.
  model::FourKeys all;                 ///< All recent_weeks.
  std::vector<model::FourKeys> weeks;  ///< Each, ascending.
};

/// `happened` is dated by results; `last` is the last week. The data cover `complete_from` and
/// later days.
Recent recent_of(const model::History& happened, model::Period last,
                 std::chrono::local_days complete_from);

/// The same for every service of a report, in its order; empty without a last week.
std::vector<Recent> recent_of_services(const ReportData& data, const Analysis& analysis,
                                       const std::optional<model::Period>& last);

/// The span of `count` weeks that ends with `last`.
model::DayRange weeks_up_to(model::Period last, int count);

}  // namespace dora::analysis
