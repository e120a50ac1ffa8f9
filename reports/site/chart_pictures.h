// Adds the charts' pictures to a site, if their bytes match the renderer's index.
#pragma once

#include "reports/inputs/site_charts.h"
#include "reports/site/site_folder.h"

namespace dora::site {

/// Adds all pictures of the shown charts, on all CPUs. A chart with a picture that does not match
/// is no longer shown, and `charts.refused` says why.
void add_pictures(inputs::SiteCharts& charts, SiteFolder& site);

}  // namespace dora::site
