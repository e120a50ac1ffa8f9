// The card on an issue: a week's digest with the chart of all services.
#pragma once

#include <string>

#include "reports/cards/card.h"
#include "reports/inputs/site_charts.h"
#include "reports/pages/week_page.h"

namespace dora::cards {

/// `title` is that of the report; `site_url` ends with `/`, or is empty.
Card digest_card(const pages::WeekPage& week, const std::string& title, const std::string& site_url,
                 const inputs::SiteCharts& charts);

}  // namespace dora::cards
