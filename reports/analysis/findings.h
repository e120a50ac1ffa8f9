// What needs attention at a moment, in all services together.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "reports/analysis/attention.h"
#include "reports/analysis/report_data.h"

namespace dora::analysis {

/// A comparison whose p-value is at most this names a service, however many services there are.
inline constexpr double attention_level = 0.001;

struct Finding {
  std::size_t service = 0;  ///< Index into the summary's services.
  Attention attention;
  /// It is unusual even among as many comparisons: of all findings of a rule that stand out, a
  /// share of statistics::false_discovery_rate is expected to be chance.
  bool stands_out = false;
};

struct Findings {
  std::vector<Finding> found;  ///< By service, then tier_rank, then rule.
  std::size_t tests = 0;       ///< How many comparisons were made.
  double by_chance = 0;        ///< How many findings are expected by chance, at most.

  /// What was found for one service.
  std::span<const Finding> of(std::size_t service) const;
};

/// What was found for some services, which get the indexes of their places in `services`.
Findings part_of(const Findings& whole, const std::vector<std::size_t>& services);

/// The services that were found, the most urgent first: by the importance of the tier, then by
/// rule, then the newest.
std::vector<std::size_t> by_urgency(const Findings& findings);

/// Applies the rules to the services at any moment.
class Finder {
 public:
  /// Arguments are borrowed.
  Finder(const ReportData& data, const model::TierOrder& order,
         std::chrono::local_days complete_from);

  Findings at(model::Instant as_of) const;

  /// What happened to each service.
  const std::vector<Events>& events() const { return events_; }

 private:
  const ReportData& data_;
  const model::TierOrder& order_;
  std::chrono::local_days complete_from_;
  std::vector<Events> events_;
};

/// Returns what stands out in `now`, but did not in `before`.
std::vector<Finding> new_findings(const Findings& now, const Findings& before);

}  // namespace dora::analysis
