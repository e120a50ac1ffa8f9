// A week's digest as one HTML file with its style and pictures embedded, for mail.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/inputs/site_charts.h"
#include "reports/pages/week_page.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// In bytes. Mail carries files in Base64, a third larger, and many servers accept at most 10 MB.
inline constexpr std::size_t single_file_limit = 5'000'000;

struct SingleFileChart {
  std::string anchor;  ///< Within the file, `chart-1`; empty: nothing links to it.
  std::string name;
  std::string page;  ///< Its page in the site; empty if unknown.
  inputs::ChartView view;
  std::string source;  ///< The picture as a `data:` URL (RFC 2397); empty if it is not shown.
};

struct SingleFile {
  std::string title;  ///< Of the report.
  std::string project;
  std::string collected_at;
  std::string site_url;  ///< Ends with `/`; empty: unknown, and nothing links to the site.
  std::string style;     ///< CSS.
  WeekPage week;         ///< The page of a row is its link: an address, an anchor or empty.
  std::vector<SingleFileChart> charts;
};

/// Adds the week and the charts: that of all services, and one of each service in the first rows of
/// a list of the digest, except the list of failed deployments, which is of merge requests. Throws
/// an Error if a picture cannot be read.
void add_week(const WeekPage& week, const inputs::SiteCharts& charts, SingleFile& file);

/// For the template `single_file`. Its content security policy allows only this style, by its hash,
/// and the embedded pictures: no script, no request.
templating::Record values_of(const SingleFile& file);

}  // namespace dora::pages
