// Template values of key figures, their tables and lists.
#pragma once

#include <vector>

#include "reports/pages/parts/key_figures.h"
#include "reports/pages/parts/key_table.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// `root` is the path from the page to the site's folder, for the bars' links.
templating::Record values_of(const KeyFigure& figure, const char* root = "");
templating::Record values_of(const KeyRow& row);

templating::Value list_of(const std::vector<KeyFigure>& figures, const char* root = "");
templating::Value table_of(const KeyTable& table);

}  // namespace dora::pages
