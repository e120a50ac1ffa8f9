// What `report` can be asked for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

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

}  // namespace dora::reports
