// Drops the addresses of merge requests that lead elsewhere than to the collection's GitLab.
#pragma once

#include <cstddef>

#include "reports/analysis/report_data.h"

namespace dora::inputs {

/// Empties each `web_url` that is no web address, holds credentials, or is on another host than the
/// projects of the collection; then it is neither linked nor published as data. Returns how many.
/// The projects' own addresses say which host is GitLab's: the API may be reached under another
/// name (a tunnel, an internal address). A collection without one allows none.
std::size_t drop_foreign_links(analysis::ReportData& data);

}  // namespace dora::inputs
