// A week's digest as one HTML file with its style and pictures inside, for mail; puts it nowhere.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/inputs/site_charts.h"
#include "reports/pages/week_page.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// In bytes. Mail carries a file in Base64, a third larger, and many servers take 10 MB at most.
inline constexpr std::size_t single_file_limit = 5'000'000;

struct SingleFileChart {
  std::string anchor;  ///< Within the file, `chart-1`; empty: nothing leads to it.
  std::string name;
  std::string page;  ///< Its page in the site; empty where that is unknown.
  inputs::ChartView view;
  std::string source;  ///< The picture as a `data:` URL (RFC 2397); empty when it is not shown.
};

struct SingleFile {
  std::string title;  ///< Of the report.
  std::string project;
  std::string collected_at;
  std::string site_url;  ///< Ends with `/`; empty: unknown, and nothing links to the site.
  std::string style;     ///< CSS.
  WeekPage week;         ///< A row's page is what it links to: an address, an anchor or nothing.
  std::vector<SingleFileChart> charts;
};

/// Fills in the week and the charts: that of all services, and once that of each service among the
/// first rows of a list of the digest, except the list of failed deployments, which is of merge
/// requests. Throws an Error for a picture that cannot be read.
void add_week(const WeekPage& week, const inputs::SiteCharts& charts, SingleFile& file);

/// For the template `single_file`. Its policy allows this one style, by its hash, and the pictures
/// inside: no script, no request.
templating::Record values_of(const SingleFile& file);

}  // namespace dora::pages
