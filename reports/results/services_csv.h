// The list of services as a CSV file that is safe to open in a spreadsheet.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/recent.h"
#include "reports/analysis/report_data.h"

namespace dora::results {

/// A row for each service, in the order of the summary. Times are medians in seconds. `recent` is
/// empty without a full week; then so are the cells.
std::string services_csv(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const std::vector<analysis::Recent>& recent);

}  // namespace dora::results
