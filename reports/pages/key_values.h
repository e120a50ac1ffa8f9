// Template values of key figures, their tables and lists.
#pragma once

#include <vector>

#include "reports/pages/key_figures.h"
#include "reports/pages/key_table.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

templating::Record values_of(const KeyFigure& figure);
templating::Record values_of(const KeyRow& row);

templating::Value list_of(const std::vector<KeyFigure>& figures);
templating::Value table_of(const KeyTable& table);

}  // namespace dora::pages
