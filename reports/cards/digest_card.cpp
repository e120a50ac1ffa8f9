// The card on an issue: a week's digest with the chart of all services.
#include "reports/cards/digest_card.h"

#include "reports/pages/week_markdown.h"

namespace dora::cards {

Card digest_card(const pages::WeekPage& week, const std::string& title, const std::string& site_url,
                 const inputs::SiteCharts& charts) {
  Card card;
  card.id = "digest/" + week.label;
  card.unusual = !week.main_failed.empty();
  const inputs::ChartView& chart = charts.combined;
  card.parts.push_back({week_markdown(week, title, site_url) + "\n"});
  if (chart.shown && !chart.sources.empty()) {
    card.parts.back().picture = Picture{"deployments", chart.alt, chart.sources.front()};
  }
  return card;
}

}  // namespace dora::cards
