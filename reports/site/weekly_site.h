// Writes the weekly digests, their list and their feed into the site.
#pragma once

#include <string>

#include "reports/analysis/weekly.h"
#include "reports/site/page_writer.h"

namespace dora::site {

struct WeeklyOptions {
  std::string week;      ///< The week whose digest is returned; empty: the last full one.
  std::string site_url;  ///< Where the site will be, with a `/` at its end; empty if unknown.
};

/// Throws a UsageError unless `week` is empty or an ISO week such as `2024-W05`.
void check_week(const std::string& week);

/// Writes weekly/<week>.html and .md, weekly/index.html, feed.xml. Returns the digest of the
/// requested week; a page without a name if there is no full week. Throws a UsageError for a week
/// that the data do not cover in full.
pages::WeekPage write_weeks(const analysis::ReportData& data, const analysis::Analysis& analysis,
                            const WeeklyOptions& options, PageWriter& pages);

}  // namespace dora::site
