// What questions are answered from: the data of a report and its analysis.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/tier_order.h"
#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"

namespace dora::questions {

/// A name, and the form in which it is searched for: without capitals and accents.
struct KnownName {
  std::string name;
  std::string folded;
};

/// Immutable, so that several threads may ask.
class Report {
 public:
  Report(analysis::ReportData data, const model::TierOrder& order);

  const analysis::ReportData& data() const { return data_; }
  const analysis::Analysis& analysis() const { return analysis_; }
  /// In the order of the data.
  const std::vector<KnownName>& services() const { return services_; }
  const std::vector<KnownName>& tiers() const { return tiers_; }
  const std::string& service_name(std::size_t service) const { return services_[service].name; }

  /// The index of a service, by its exact name or, if only one matches, by its folded one.
  std::optional<std::size_t> find_service(std::string_view name) const;
  /// The name of a tier as in the labels, found likewise.
  std::optional<std::string> find_tier(std::string_view name) const;

  model::Granularity granularity() const { return analysis_.calendar.granularity; }
  /// The last period that is over and covered, or the last before the data end.
  model::Period last_full(model::Granularity granularity) const;
  /// Whether all of its days are in the data.
  bool is_full(model::Period period) const;

 private:
  analysis::ReportData data_;
  analysis::Analysis analysis_;
  std::vector<KnownName> services_;
  std::vector<KnownName> tiers_;
};

}  // namespace dora::questions
