// Writes the weekly digests, their list and their feed into the site.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "reports/analysis/weekly.h"
#include "reports/site/page_writer.h"

namespace dora::site {

struct WeeklyOptions {
  std::string week;      ///< The week whose digest is returned; empty: the last full one.
  std::string site_url;  ///< Where the site will be, with a `/` at its end; empty if unknown.
  std::function<pages::Comment(std::size_t)> comment{};  ///< As in DigestPlan.
};

/// Throws a UsageError unless `week` is empty or an ISO week such as `2024-W05`.
void check_week(const std::string& week);

/// Returns the index of a week, of the last one if `week` is empty; nullopt without a full week.
/// Throws a UsageError for a week that is not among them.
std::optional<std::size_t> chosen_week(const std::vector<model::Period>& weeks,
                                       const std::string& week);

/// What the first page and other files show of the weeks.
struct WrittenWeeks {
  pages::WeekPage chosen;  ///< Of the requested week; without a name if there is no full week.
  std::optional<model::Period> week;  ///< The same week.
  std::vector<model::Period> weeks;   ///< All, ascending.
  std::vector<std::string> results;   ///< Of each week, for programs: results::week_json().
};

/// Writes weekly/<week>.html, .md and .json, weekly/index.html, feed.xml. Throws a UsageError for a
/// week that the data do not cover in full.
WrittenWeeks write_weeks(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const analysis::WeeklyDigests& digests, const WeeklyOptions& options,
                         PageWriter& pages);

}  // namespace dora::site
