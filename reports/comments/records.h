// The facts of a week: of every service, and of all together.
#pragma once

#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/analysis/weekly.h"
#include "reports/comments/fact.h"

namespace dora::comments {

/// What the facts are taken from; all borrowed.
struct Source {
  const analysis::ReportData& data;
  const analysis::Analysis& analysis;
  const analysis::Week& week;
  /// What the rules find at the end of the week.
  const analysis::Findings& findings;
};

/// Of all services together. Names the services whose findings are new, the first ones only.
Record week_record(const Source& source);

/// Of one service: an index into the summary's services. It compares the week with the one before,
/// as the service's page compares periods.
Record service_record(const Source& source, std::size_t service);

/// The titles of the service's merge requests that failed in the week, each cut to 80 bytes.
std::vector<std::string> failed_titles(const Source& source, std::size_t service);

/// In bytes of JSON, services in the record of the whole week, and titles.
inline constexpr std::size_t longest_title = 80;
inline constexpr std::size_t services_named = 5;
inline constexpr std::size_t titles_given = 10;

}  // namespace dora::comments
