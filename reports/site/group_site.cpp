// Writes the page of groups and for each group a page, digests and a feed into the site.
#include "reports/site/group_site.h"

#include <algorithm>
#include <utility>

#include "collector/base/cpu_quota.h"
#include "collector/base/parallel.h"
#include "reports/site/digests.h"

namespace dora::site {
namespace {

/// What all groups are made from; borrowed.
struct Whole {
  const analysis::ReportData& data;
  const analysis::Analysis& analysis;
  const analysis::WeeklyDigests& digests;
  const std::vector<analysis::Recent>& recent;
  model::Period week;
  const std::string& site_url;
};

void write_group(const std::string& group, const Whole& whole, PageWriter& pages) {
  const std::vector<std::size_t> services = pages::services_of(whole.data, group);
  const analysis::ReportData data = part_of(whole.data, services);
  const analysis::Analysis analysis = part_of(whole.analysis, data, services);
  const analysis::WeeklyDigests digests(whole.digests, data, analysis, services);
  std::vector<analysis::Recent> recent;
  std::ranges::transform(services, std::back_inserter(recent),
                         [&](std::size_t service) { return whole.recent[service]; });
  const std::string stem = pages::group_stem(group);
  const auto& weeks = digests.weeks();
  const auto end =
      static_cast<std::size_t>(std::ranges::upper_bound(weeks, whole.week) - weeks.begin());
  const std::size_t count = std::min(end, group_weeks);
  WrittenDigests written = write_digests({data,
                                          analysis,
                                          digests,
                                          {group, stem, stem + ".html", stem + "/feed.xml"},
                                          end - count,
                                          count,
                                          whole.week,
                                          whole.site_url},
                                         pages);
  pages::GroupPage page = pages::group_page(group, data, analysis, recent);
  page.feed = stem + "/feed.xml";
  page.week = std::move(written.chosen);
  page.weeks = std::move(written.lines);
  pages.write(stem + ".html", std::move(page));
}

}  // namespace

void write_groups(const analysis::ReportData& data, const analysis::Analysis& analysis,
                  const analysis::WeeklyDigests& digests, const WrittenWeeks& weeks,
                  const std::vector<analysis::Recent>& recent, const std::string& site_url,
                  PageWriter& pages) {
  const std::vector<std::string> groups = pages::groups_of(data);
  if (groups.empty() || !weeks.week) {
    return;
  }
  pages.write(pages::groups_page(data, analysis, weeks.weeks.front(), *weeks.week));
  const Whole whole{data, analysis, digests, recent, *weeks.week, site_url};
  base::in_parallel(groups.size(), base::usable_cpus(),
                    [&](std::size_t i) { write_group(groups[i], whole, pages); });
}

}  // namespace dora::site
