// Writes the weekly digests, their list and their feed into the site.
#include "reports/site/weekly_site.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/parallel.h"
#include "reports/pages/week_markdown.h"
#include "reports/results/report_json.h"

namespace dora::site {
namespace {

/// Returns the index of the report's week; nullopt without a full week.
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

std::string html_file(const std::vector<model::Period>& weeks, std::size_t index) {
  return index < weeks.size() ? model::label(weeks[index]) + ".html" : "";
}

/// Returns for each week when its digest became what it is: when it ended, or when the history of
/// that week or of an earlier one, on which it depends as well, was seen to change.
std::vector<model::Instant> update_times(const analysis::ReportData& data,
                                         const std::vector<model::Period>& weeks) {
  std::vector<model::Instant> times;
  model::Instant last_change = model::Instant::min();
  auto change = data.changed_weeks.begin();
  for (const model::Period& week : weeks) {
    for (; change != data.changed_weeks.end() && change->first <= week; ++change) {
      last_change = std::max(last_change, change->second);
    }
    times.push_back(std::max(data.zone.begin_of(model::end(week)), last_change));
  }
  return times;
}

/// The time of the feed: that of its newest entry.
std::string feed_time(const analysis::ReportData& data, const std::vector<model::Instant>& times) {
  return model::to_string(times.empty() ? data.collection.collected_at
                                        : *std::max_element(times.begin(), times.end()));
}

}  // namespace

void check_week(const std::string& week) {
  const auto period = model::parse_period(week);
  if (!week.empty() && (!period || period->granularity != model::Granularity::week)) {
    throw base::UsageError(fmt::format("--week {} is not an ISO week; write it as 2024-W05", week));
  }
}

WrittenWeeks write_weeks(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const WeeklyOptions& options, PageWriter& pages) {
  const analysis::WeeklyDigests digests(data, analysis);
  const std::vector<model::Period>& weeks = digests.weeks();
  const auto chosen = chosen_week(weeks, options.week);
  std::vector<pages::WeekKeys> keys;
  keys.reserve(weeks.size());
  for (const model::Period& week : weeks) {
    keys.push_back({week, four_keys(analysis.happened, span_of(week))});
  }
  const std::vector<model::Instant> updated = update_times(data, weeks);
  pages::WeeksPage list{data.zone.name(), {}};
  list.weeks.resize(weeks.size());
  WrittenWeeks written;  // `chosen` is written by one thread only.
  written.chosen.incomplete = !data.collection.partial.empty();
  written.results.resize(weeks.size());
  written.weeks = weeks;
  base::in_parallel(weeks.size(), base::usable_cpus(), [&](std::size_t i) {
    const analysis::Week week = digests.digest(i);
    pages::WeekPage page = pages::week_page(data, analysis, week, keys);
    page.updated = model::to_string(updated[i]);
    written.results[i] = results::week_json(data, week, page.updated);
    pages.write(pages::week_file(page.label, "html"), page,
                {i > 0 ? html_file(weeks, i - 1) : "", html_file(weeks, i + 1)});
    pages.site().write(pages::week_file(page.label, "md"),
                       week_markdown(page, pages.title(), options.site_url));
    pages::WeekLine& line = list.weeks[weeks.size() - 1 - i] = page;  // Keep only the summary line.
    line.content =
        pages.templates().render("feed_entry", feed_entry_values(page, options.site_url.c_str()));
    if (i == chosen) {
      written.chosen = std::move(page);
      written.chosen_figures = pages::week_figures(week, keys, analysis.judge(false));
      written.week = week.week;
    }
  });
  pages.write(list);
  pages.write(pages::Feed{pages.title(), pages.project(),
                          pages::uuid_of(data.collection.project_url + pages.project()),
                          feed_time(data, updated), options.site_url, list.weeks});
  return written;
}

}  // namespace dora::site
