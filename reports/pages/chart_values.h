// Template values of a chart.
#pragma once

#include <string>

#include "reports/inputs/site_charts.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// For the template `chart`. `root`: the path from the page to the site's folder, empty or `../`.
templating::Record values_of(const inputs::ChartView& chart, const std::string& root);

}  // namespace dora::pages
