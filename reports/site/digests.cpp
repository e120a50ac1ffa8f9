// Writes the digests of weeks into the site, for all services or for a group, and their feed.
#include "reports/site/digests.h"

#include <algorithm>
#include <utility>

#include "collector/base/parallel.h"
#include "collector/base/text/printable.h"
#include "reports/pages/week_markdown.h"
#include "reports/results/report_json.h"

namespace dora::site {
namespace {

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

void write_feed(const DigestPlan& plan, const std::vector<model::Instant>& updated,
                const std::vector<pages::WeekLine>& lines, PageWriter& pages) {
  const std::string& group = plan.place.group;
  pages::Feed feed;
  feed.file = plan.place.feed;
  feed.list = plan.place.list;
  feed.title = group.empty() ? pages.title() : pages.title() + ", " + text::printable(group);
  feed.project = pages.project();
  feed.id = pages::uuid_of(plan.data.collection.project_url + pages.project() +
                           (group.empty() ? "" : "\n" + group));
  feed.updated = model::to_string(updated.empty() ? plan.data.collection.collected_at
                                                  : *std::ranges::max_element(updated));
  feed.site_url = plan.site_url;
  feed.weeks = lines;
  pages.write(feed);
}

}  // namespace

WrittenDigests write_digests(const DigestPlan& plan, PageWriter& pages) {
  const std::vector<model::Period>& all = plan.digests.weeks();
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(plan.first);
  const std::vector<model::Period> weeks(begin, begin + static_cast<std::ptrdiff_t>(plan.count));
  std::vector<pages::WeekKeys> keys;
  keys.reserve(weeks.size());
  for (const model::Period& week : weeks) {
    keys.push_back({week, four_keys(plan.analysis.happened, span_of(week))});
  }
  const std::vector<model::Instant> updated = update_times(plan.data, weeks);
  const auto name_of = [&](std::size_t i) { return model::label(weeks[i]) + ".html"; };
  const std::string root = plan.site_url.empty() ? pages::root_of(plan.place.feed) : plan.site_url;
  WrittenDigests written;  // `chosen` is written by one thread only.
  written.chosen.incomplete = !plan.data.collection.partial.empty();
  written.lines.resize(weeks.size());
  written.results.resize(weeks.size());
  base::in_parallel(weeks.size(), plan.threads, [&](std::size_t i) {
    const analysis::Week week = plan.digests.digest(plan.first + i);
    pages::WeekPage page = pages::week_page(plan.data, plan.analysis, week, keys, plan.place);
    page.updated = model::to_string(updated[i]);
    if (plan.comment) {
      page.comment = plan.comment(plan.first + i);
    }
    written.results[i] = results::week_json(plan.data, week, page.file + ".html", page.updated);
    pages.write(page, {i > 0 ? name_of(i - 1) : "", i + 1 < weeks.size() ? name_of(i + 1) : ""});
    pages.site().write(page.file + ".md", week_markdown(page, pages.title(), plan.site_url));
    pages.site().write(page.file + ".json", written.results[i] + "\n");
    pages::WeekLine& line = written.lines[weeks.size() - 1 - i] = page;  // Keep only the summary.
    line.content = pages.templates().render("feed_entry", feed_entry_values(page, root.c_str()));
    if (weeks[i] == plan.week) {
      page.key_figures =
          pages::week_figures(week, keys, plan.place.folder, plan.analysis.judge(false));
      written.chosen = std::move(page);
    }
  });
  write_feed(plan, updated, written.lines, pages);
  return written;
}

}  // namespace dora::site
