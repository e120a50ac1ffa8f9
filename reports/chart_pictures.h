// Puts the charts' pictures into a site: only those whose bytes the renderer's index vouches for.
#pragma once

#include <string>
#include <vector>

#include "collector/base/open_file.h"
#include "reports/site_charts.h"
#include "reports/site_folder.h"

namespace dora::reports {

/// In bytes. No chart comes near: a larger file is not read.
inline constexpr std::int64_t largest_picture = 64'000'000;

/// A picture of which the index has the SHA-256: an open regular file and its bytes.
struct Picture {
  base::OpenFile file;
  std::string bytes;
};

/// Opens and reads it. Throws an Error that names the file and the cause: a link, a pipe, other
/// bytes than the index lists.
Picture read_picture(const ChartSource& source);

/// Adds all pictures of the shown charts, on all CPUs. A chart with a picture that cannot be
/// vouched for is not shown any more, and `charts.refused` says why.
void add_pictures(SiteCharts& charts, SiteFolder& site);

}  // namespace dora::reports
