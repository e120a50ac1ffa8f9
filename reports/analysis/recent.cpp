// What happened to a service in the last full weeks.
#include "reports/analysis/recent.h"

#include "collector/base/cpu_quota.h"
#include "collector/base/parallel.h"

namespace dora::analysis {

model::DayRange weeks_up_to(model::Period last, int count) {
  return {model::advance(last, 1 - count).begin, model::end(last)};
}

Recent recent_of(const model::History& happened, model::Period last,
                 std::chrono::local_days complete_from) {
  const model::DayRange before = weeks_up_to(model::advance(last, -4), 4);
  Recent recent;
  recent.week = four_keys(happened, span_of(last));
  recent.four_weeks = four_keys(happened, weeks_up_to(last, 4));
  if (before.begin >= complete_from) {
    recent.before = four_keys(happened, before);
  }
  recent.all = four_keys(happened, weeks_up_to(last, recent_weeks));
  for (int back = recent_weeks - 1; back >= 0; --back) {
    recent.weeks.push_back(four_keys(happened, span_of(model::advance(last, -back))));
  }
  return recent;
}

std::vector<Recent> recent_of_services(const ReportData& data, const Analysis& analysis,
                                       const std::optional<model::Period>& last) {
  std::vector<Recent> recent(last ? data.deployments.size() : 0);
  base::in_parallel(recent.size(), base::usable_cpus(), [&](std::size_t i) {
    const model::History happened =
        history_of(data.deployments[i].deployments, data.zone, model::Dating::result_time);
    recent[i] = recent_of(happened, *last, analysis.complete_from);
  });
  return recent;
}

}  // namespace dora::analysis
