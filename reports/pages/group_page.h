// The page of a group, such as a team, in words: its week, what needs attention, its services.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/recent.h"
#include "reports/analysis/report_data.h"
#include "reports/pages/index_page.h"
#include "reports/pages/services_page.h"
#include "reports/pages/week_page.h"

namespace dora::pages {

struct GroupPage {
  std::string name;
  std::string services_counted;         ///< `12 services`
  std::string list;                     ///< The same services in the list of all, from this page.
  std::string feed;                     ///< Within the site.
  WeekPage week;                        ///< Without a name if there is no full week.
  std::vector<AttentionRow> attention;  ///< The most urgent and newest first, up to a limit.
  std::string attention_count;          ///< Number of services that a rule names.
  bool has_more_attention = false;      ///< More services than `attention` holds.
  std::vector<ServiceRow> services;     ///< Those that need attention first, then by name.
  std::vector<WeekLine> weeks;          ///< With a digest, the newest first.
};

/// `data` and `analysis` are of the group's services only, `recent` is in their order. Leaves the
/// weeks to the caller.
GroupPage group_page(const std::string& group, const analysis::ReportData& data,
                     const analysis::Analysis& analysis,
                     const std::vector<analysis::Recent>& recent);

}  // namespace dora::pages
