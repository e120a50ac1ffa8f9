// A service's page, in words: its charts, periods, tiers, deployments.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/recent.h"
#include "reports/analysis/report_data.h"
#include "reports/inputs/site_charts.h"
#include "reports/pages/parts/comment.h"
#include "reports/pages/parts/figures.h"
#include "reports/pages/parts/gitlab_link.h"
#include "reports/pages/parts/key_figures.h"
#include "reports/pages/parts/key_table.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/parts/week_bars.h"

namespace dora::pages {

/// Deployments this recent are all listed; if there are few, older ones are added.
inline constexpr std::chrono::days listed_days{90};
inline constexpr std::size_t least_listed = 10;

inline constexpr std::size_t marks_shown = 10;

struct DeploymentRow {
  std::string time;      ///< `2024-01-31 14:05`, in the report's zone.
  std::string time_utc;  ///< ISO 8601, for programs.
  bool failed = false;
  std::string tier;
  std::string duration;
  std::string title;      ///< Of the merge request; empty if unknown.
  std::string author;     ///< Its user name; empty if unknown.
  std::string reference;  ///< `!123`
  std::string url;        ///< Of the merge request; empty if it is not a web address.
};

/// Another service, for a link; empty if none.
struct ServiceLink {
  std::string name;
  std::string page;  ///< In the same folder.
};

/// The last full weeks of a service, and where it is in the list by name.
struct ServiceSurroundings {
  std::optional<model::Period> week;         ///< The last full week; nullopt if there is none.
  std::optional<model::Period> first;        ///< The first week with a digest.
  const analysis::Recent* recent = nullptr;  ///< Up to that week; null if there is none.
  std::optional<std::size_t> previous;       ///< Indexes of services.
  std::optional<std::size_t> next;
  Comment comment;  ///< On that week.
};

struct ServicePage {
  ServiceLink previous;  ///< By name.
  ServiceLink next;
  std::vector<std::string> groups;  ///< Untrusted.
  std::string weeks;                ///< `week 36 to week 47 of 2026`
  KeyTable recent;  ///< The last week, the last four, and the four before; empty without a week.
  WeekBars bars;    ///< The last recent_weeks.
  std::string name;
  std::string range;  ///< `January 2023 to December 2024`, `no deployments`.
  std::string granularity;
  std::string time_zone;
  Figures totals;
  std::string last_deployment;
  std::string period;  ///< The last full one since its first deployment; empty if none.
  Comment comment;
  std::vector<Reason> reasons;  ///< Why it needs attention, if it does.
  std::vector<KeyFigure> key_figures;
  KeyTable compared;
  inputs::ChartView chart;
  std::vector<std::string>
      marks;                 ///< What the chart shades, the newest first, at most marks_shown.
  bool has_details = false;  ///< The charts below were drawn, if they have data.
  inputs::ChartView times;
  inputs::ChartView tiers_chart;
  KeyTable periods;
  KeyTable tiers;                     ///< Over the whole range.
  bool dated_by_creation = true;      ///< Times in `latest` are the creation, else the end.
  std::string listed;                 ///< Which deployments `latest` lists, in words.
  std::vector<DeploymentRow> latest;  ///< The newest first.
  std::vector<LabelLink> lists;       ///< Its merge requests in GitLab.
  std::string csv_file;               ///< Next to the page.
  std::string bands;  ///< The source of the badges next to figures; empty without badges.
};

/// `service` is an index into the summary's services.
ServicePage service_page(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                         const analysis::Analysis& analysis, std::size_t service,
                         const ServiceSurroundings& around = {});

/// The name of a service's file within the site: `services/<slug>.<extension>`.
std::string service_file(const std::string& service, std::string_view extension);

}  // namespace dora::pages
