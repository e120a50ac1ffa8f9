// What happened in an ISO week: totals, failures begun and ended, new services, what is unusual.
#pragma once

#include <optional>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/comparison.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

/// A deployment of a service: index into its deployments.
struct ServiceDeployment {
  std::size_t service = 0;
  std::size_t deployment = 0;
};

struct FailedDeployment : ServiceDeployment {
  bool still_failing = false;  ///< No deployment to the tier succeeded by the end of the week.
};

struct ServiceFailure {
  std::size_t service = 0;
  model::Failure failure;
};

/// Every list is of what happened in the week: of merge requests that were merged or closed in it.
/// Failures borrow the names of tiers from the deployments.
struct Week {
  model::Period week;
  Comparison totals;                          ///< Of all services together.
  std::vector<ServiceFailure> newly_failing;  ///< Began in the week and open at its end.
  std::vector<ServiceFailure> recovered;      ///< Open when the week began and restored in it.
  std::vector<ServiceDeployment> fresh;       ///< The first deployment of a service.
  std::vector<FailedDeployment> failed;       ///< Every failed deployment, by service and time.
  /// What needs attention at the end of the week and did not a week before.
  std::vector<Finding> unusual;
};

/// Makes the digests of a report; borrows its arguments.
class WeeklyDigests {
 public:
  WeeklyDigests(const ReportData& data, const Analysis& analysis);
  /// The digests of part_of() the same services, with what those of the whole found unusual.
  WeeklyDigests(const WeeklyDigests& whole, const ReportData& part, const Analysis& analysis,
                const std::vector<std::size_t>& services);

  /// Every full week from the week of the first result on, ascending, including weeks without
  /// deployments.
  const std::vector<model::Period>& weeks() const { return weeks_; }
  /// Whether a service's first deployment in the data is known to be its first one: not if earlier
  /// ones were not asked for.
  bool knows_first_deployments() const { return knows_first_; }
  /// `index` is an index into weeks().
  Week digest(std::size_t index) const;
  /// What needs attention at the end of that week.
  const Findings& findings_at(std::size_t index) const { return findings_[index]; }

 private:
  void sort_out(const ReportData& data, const std::vector<Events>& events);
  std::optional<std::size_t> week_of(std::chrono::local_days day) const;
  void sort_out_failures(std::size_t service, const ReportData& data);
  void sort_out_deployments(std::size_t service, const Events& events);

  const Analysis& analysis_;
  bool knows_first_;
  std::vector<model::Period> weeks_;
  std::vector<Week> lists_;         ///< For each week its lists, without totals.
  std::vector<Findings> findings_;  ///< At the end of each week.
};

}  // namespace dora::analysis
