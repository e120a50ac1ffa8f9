// A week's digest, computed from the data.
#include "reports/week_digest.h"

#include <optional>
#include <vector>

#include "collector/base/error.h"
#include "reports/analysis/weekly.h"
#include "reports/comments/week_comments.h"
#include "reports/site/weekly_site.h"

namespace dora::reports {

pages::WeekPage week_digest(const analysis::ReportData& data, const analysis::Analysis& analysis,
                            const std::string& week, const comments::CommentBook* book) {
  const analysis::WeeklyDigests digests(data, analysis);
  const std::optional<std::size_t> chosen = site::chosen_week(digests.weeks(), week);
  if (!chosen) {
    throw base::Error("the data contain no full week yet, so there is no digest");
  }
  std::vector<pages::WeekKeys> weeks;
  for (const model::Period& each : digests.weeks()) {
    weeks.push_back({each, four_keys(analysis.happened, span_of(each))});
  }
  pages::WeekPage page = week_page(data, analysis, digests.digest(*chosen), weeks);
  if (book != nullptr) {
    page.comment = comments::WeekComments(data, analysis, digests, *book).of_week(*chosen);
  }
  return page;
}

}  // namespace dora::reports
