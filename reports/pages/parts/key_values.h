// Template values of key figures, their tables, and of lists.
#pragma once

#include <string>
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

/// Names in a row, as `text`: all but the last have `has_next`.
templating::Value list_of_names(const std::vector<std::string>& names);

}  // namespace dora::pages
