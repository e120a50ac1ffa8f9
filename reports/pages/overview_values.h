// Template values that the first page and the pages of groups share: the week, what needs
// attention, the list of services.
#pragma once

#include <string>
#include <vector>

#include "reports/pages/index_page.h"
#include "reports/pages/services_page.h"
#include "reports/pages/week_page.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

// `root` is the path from the page to the site's folder: empty or `../`.

templating::Record values_of(const Reason& reason);

/// The report's week: its sentence, key figures and what failed in the main tier.
templating::Record week_summary_values(const WeekPage& week, const std::string& root);

templating::Value list_of(const std::vector<AttentionRow>& rows, const std::string& root);

/// Rows are made when needed.
templating::Value rows_of(std::vector<ServiceRow> rows, const std::string& root);

}  // namespace dora::pages
