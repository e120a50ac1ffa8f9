// Puts the charts' pictures into a site: only those whose bytes the renderer's index vouches for.
#pragma once

#include "reports/inputs/site_charts.h"
#include "reports/site/site_folder.h"

namespace dora::site {

/// Adds all pictures of the shown charts, on all CPUs. A chart with a picture that cannot be
/// vouched for is not shown any more, and `charts.refused` says why.
void add_pictures(inputs::SiteCharts& charts, SiteFolder& site);

}  // namespace dora::site
