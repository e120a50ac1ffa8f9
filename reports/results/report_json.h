// What the report says, for programs: report.json.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/analysis/weekly.h"

namespace dora::results {

/// Within the site.
inline constexpr const char* report_file = "report.json";

/// One week of report.json, also a file of its own. `page` is its digest within the site, `updated`
/// the digest's time, as in the feed.
std::string week_json(const analysis::ReportData& data, const analysis::Week& week,
                      const std::string& page, const std::string& updated);

/// The whole file: totals, the last full period, what needs attention, weeks, services.
/// tests/data/schema/report.schema.json describes it. `weeks` are those of week_json(), the oldest
/// first. Names are as in the labels; addresses are within the site.
std::string report_json(const analysis::ReportData& data, const analysis::Analysis& analysis,
                        const std::vector<std::string>& weeks);

}  // namespace dora::results
