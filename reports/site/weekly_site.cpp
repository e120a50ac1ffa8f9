// Writes the weekly digests of all services, their list and their feed into the site.
#include "reports/site/weekly_site.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "reports/site/digests.h"

namespace dora::site {
std::optional<std::size_t> chosen_week(const std::vector<model::Period>& weeks,
                                       const std::string& week) {
  if (week.empty()) {
    return weeks.empty() ? std::nullopt : std::optional(weeks.size() - 1);
  }
  const auto found = std::find(weeks.begin(), weeks.end(), model::parse_period(week).value());
  if (found == weeks.end()) {
    throw base::UsageError(
        weeks.empty() ? fmt::format("--week {}: the data contain no full week", week)
                      : fmt::format("--week {} is not in the data: the full weeks are {} to {}",
                                    week, model::label(weeks.front()), model::label(weeks.back())));
  }
  return static_cast<std::size_t>(found - weeks.begin());
}

void check_week(const std::string& week) {
  const auto period = model::parse_period(week);
  if (!week.empty() && (!period || period->granularity != model::Granularity::week)) {
    throw base::UsageError(fmt::format("--week {} is not an ISO week; write it as 2024-W05", week));
  }
}

WrittenWeeks write_weeks(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const analysis::WeeklyDigests& digests, const WeeklyOptions& options,
                         PageWriter& pages) {
  WrittenWeeks written;
  written.weeks = digests.weeks();
  if (const auto chosen = chosen_week(written.weeks, options.week)) {
    written.week = written.weeks[*chosen];
  }
  DigestPlan plan{data,
                  analysis,
                  digests,
                  {},
                  0,
                  written.weeks.size(),
                  written.week,
                  options.site_url,
                  base::usable_cpus(),
                  options.comment};
  WrittenDigests digest = write_digests(plan, pages);
  pages.write(pages::WeeksPage{data.zone.name(), std::move(digest.lines)});
  written.chosen = std::move(digest.chosen);
  written.results = std::move(digest.results);
  return written;
}

}  // namespace dora::site
