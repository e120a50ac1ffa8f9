// Drops merge request addresses that lead anywhere but to the collection's GitLab.
#pragma once

#include <cstddef>

#include "reports/analysis/report_data.h"

namespace dora::inputs {

/// Empties each `web_url` that is not a web address, contains credentials, or is on another host
/// than the projects of the collection; it is then neither linked nor published as data. Returns
/// how many. The projects' own addresses tell GitLab's host, because the API may have been reached
/// under another name (a tunnel, an internal address). If they have none, no address is allowed.
std::size_t drop_foreign_links(analysis::ReportData& data);

}  // namespace dora::inputs
