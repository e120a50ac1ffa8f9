// What happened in an ISO week: totals, movers, failures begun and ended, new and silent services.
#pragma once

#include <optional>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/comparison.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

/// A service that deployed far more or less often than in the four weeks before: by more than three
/// standard deviations of a count with that mean (its square root). The greater of the two numbers
/// is at least enough_deployments.
struct Mover {
  std::size_t service = 0;  ///< Index into the summary's services, as throughout.
  std::int64_t deployments = 0;
  double usual = 0;  ///< The mean of the four weeks before.
};
inline constexpr int mover_weeks = 4;

/// A deployment of a service: index into its deployments.
struct ServiceDeployment {
  std::size_t service = 0;
  std::size_t deployment = 0;
};

struct ServiceFailure {
  std::size_t service = 0;
  model::Failure failure;
};

/// Its failures borrow the names of tiers from the deployments.
struct Week {
  model::Period week;
  Comparison totals;      ///< Of all services together.
  std::vector<Mover> up;  ///< By difference, the greatest first.
  std::vector<Mover> down;
  std::vector<ServiceFailure> newly_failing;  ///< Began in the week and open at its end.
  std::vector<ServiceFailure> recovered;      ///< Open when the week began and restored in it.
  std::vector<ServiceDeployment> fresh;       ///< The first deployment of a service.
  std::vector<std::size_t> silent;            ///< No deployment, after some in each of four weeks.
  std::vector<ServiceDeployment> failed;      ///< Every failed deployment, by service and time.
};

/// Makes the digests of a report; borrows its arguments.
class WeeklyDigests {
 public:
  WeeklyDigests(const ReportData& data, const Analysis& analysis);

  /// Every full week from the week of the first deployment on, ascending, including weeks without
  /// deployments.
  const std::vector<model::Period>& weeks() const { return weeks_; }
  /// `index` is an index into weeks().
  Week digest(std::size_t index) const;

 private:
  std::optional<std::size_t> week_of(std::chrono::local_days day) const;
  void count(std::size_t service);
  void sort_out_failures(std::size_t service, const ReportData& data);
  void sort_out_deployments(std::size_t service, const ReportData& data);
  void add_movers(std::size_t index, Week& week) const;

  const Analysis& analysis_;
  std::vector<model::Period> weeks_;
  std::vector<Week> lists_;  ///< For each week its lists, without totals and movers.
  std::vector<std::vector<std::int32_t>> counts_;  ///< Deployments per service and week.
};

}  // namespace dora::analysis
