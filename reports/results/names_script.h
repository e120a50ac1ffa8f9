// The names that the search box of every page finds, as a script that also works from disk.
#pragma once

#include <string>
#include <vector>

#include "collector/model/period.h"
#include "reports/analysis/report_data.h"

namespace dora::results {

/// `doraNames([["service", "payments-api", "services/payments-api.html"], ...]);`: kind, name, page
/// within the site. Services by name, groups, then weeks, the newest first.
std::string names_script(const analysis::ReportData& data, const std::vector<model::Period>& weeks);

}  // namespace dora::results
