// Writes the page of groups and for each group a page, digests and a feed into the site.
#pragma once

#include "reports/analysis/recent.h"
#include "reports/analysis/weekly.h"
#include "reports/site/weekly_site.h"

namespace dora::site {

/// Of each group's weeks, so many have a digest: those up to the report's week.
inline constexpr std::size_t group_weeks = 12;

/// Writes groups.html and, for each group, groups/<group>.html, a folder of digests and a feed;
/// nothing without groups or without a full week. `recent` is that of all services.
void write_groups(const analysis::ReportData& data, const analysis::Analysis& analysis,
                  const analysis::WeeklyDigests& digests, const WrittenWeeks& weeks,
                  const std::vector<analysis::Recent>& recent, const std::string& site_url,
                  PageWriter& pages);

}  // namespace dora::site
