// The report stage: collected data and charts in, a folder of HTML pages out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/base/exit_code.h"
#include "collector/base/run_context.h"

namespace dora::reports {

struct ReportOptions {
  std::filesystem::path data;                 ///< With the three JSON files of the collector.
  std::vector<std::filesystem::path> charts;  ///< With the indexes and pictures of the renderer.
  std::filesystem::path out;                  ///< The site; an earlier one is replaced whole.
  std::filesystem::path templates;            ///< Files in place of the built-in ones; empty: none.
  std::filesystem::path theme;                ///< CSS put after the style sheet's; empty: none.
  std::string title;                          ///< Empty: the name of the project.
  std::string week;  ///< `2024-W05`, on the first page; empty: the last full one.
  /// What figures are judged by, as read_bands() takes it; empty: nothing.
  std::string bands;
  std::string site_url;  ///< Where the site will be published; empty: unknown.
  std::filesystem::path
      single_file;  ///< The week's digest for mail; outside of `out`; empty: none.
};

/// What report() would refuse before it reads any data: an --out that is not ours to replace,
/// inputs or the file for mail inside it, templates that do not fit. For `generate`, which collects
/// for minutes first.
void check_report_options(const ReportOptions& options);

/// `incomplete` when a page shows a placeholder in place of a chart, or when the collection lacks
/// merge requests; a warning says which. Throws an Error when nothing
/// was published; the old site is untouched then.
base::ExitCode report(const ReportOptions& options, base::RunContext& context);

}  // namespace dora::reports
