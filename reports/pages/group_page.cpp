// The page of a group, such as a team, in words: its week, what needs attention, its services.
#include "reports/pages/group_page.h"

#include <utility>

#include "collector/base/text/percent_encode.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"

namespace dora::pages {

GroupPage group_page(const std::string& group, const analysis::ReportData& data,
                     const analysis::Analysis& analysis,
                     const std::vector<analysis::Recent>& recent) {
  GroupPage page;
  page.name = text::printable(group);
  page.list = "../services.html#group=" + text::percent_encode("=" + page.name);
  page.attention = attention_rows(data, analysis.findings);
  const std::size_t urgent = analysis::by_urgency(analysis.findings).size();
  page.attention_count = model::count_text(static_cast<std::int64_t>(urgent));
  page.has_more_attention = urgent > page.attention.size();
  ServicesPage services = services_page(data, analysis, recent, std::nullopt);
  page.services_counted = std::move(services.services_counted);
  page.services = std::move(services.services);
  return page;
}

}  // namespace dora::pages
