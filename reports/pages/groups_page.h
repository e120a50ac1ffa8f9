// The groups of services, such as teams, in words: how each did in the last weeks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/recent.h"
#include "reports/analysis/report_data.h"
#include "reports/pages/parts/key_table.h"
#include "reports/pages/parts/week_bars.h"

namespace dora::pages {

struct GroupRow {
  std::string name;       ///< Empty: the services that are in no group.
  std::string page;       ///< `groups/payments.html`; of those in none, the list of services.
  std::string services;   ///< How many.
  std::string attention;  ///< How many of them need attention; empty if none does.
  std::string change;     ///< Of the deployments, against the four weeks before: `+4`; or empty.
  KeyRow four_weeks;
  WeekBars bars;  ///< Deployments in the last weeks.
};

struct GroupsPage {
  std::string weeks;             ///< `week 44 to week 47 of 2026`
  std::string source;            ///< What says who is in which group: `teams.csv names`.
  std::vector<GroupRow> groups;  ///< By name; those in none last.
};

/// The names of all groups, in the order of their names regardless of case and accents.
std::vector<std::string> groups_of(const analysis::ReportData& data);

/// Without any there is no page of groups.
bool has_groups_page(const analysis::ReportData& data);

/// The services of a group as indexes, ascending; of an empty one those that are in none.
std::vector<std::size_t> services_of(const analysis::ReportData& data, const std::string& group);

/// Within the site, without extension: `groups/payments`.
std::string group_stem(const std::string& group);

/// `last` is the last full week, `first` the first with a digest.
GroupsPage groups_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                       model::Period first, model::Period last);

}  // namespace dora::pages
