// Gives key figures, tables of them and lists the names that templates call them by.
#pragma once

#include <vector>

#include "reports/key_figures.h"
#include "reports/key_table.h"
#include "reports/template_value.h"

namespace dora::reports {

Record values_of(const KeyFigure& figure);
Record values_of(const KeyRow& row);

Value list_of(const std::vector<KeyFigure>& figures);
Value table_of(const KeyTable& table);

}  // namespace dora::reports
