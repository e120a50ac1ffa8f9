// Writes the weekly digests, their list and their feed into the site; computes no figures.
#pragma once

#include <string>

#include "reports/page_writer.h"
#include "reports/weekly.h"

namespace dora::reports {

/// Throws a UsageError unless `week` is empty or an ISO week such as `2024-W05`.
void check_week(const std::string& week);

/// weekly/<week>.html and .md, weekly/index.html, feed.xml. Gives back the digest of `week`, of the
/// last full one when it is empty; a page without a name when there is none. Throws a UsageError
/// for a week that the data do not hold in full.
WeekPage write_weeks(const ReportData& data, const Analysis& analysis, const std::string& week,
                     PageWriter& pages);

}  // namespace dora::reports
