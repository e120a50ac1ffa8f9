// Writes the digests of weeks into the site, for all services or for a group, and their feed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reports/analysis/weekly.h"
#include "reports/pages/week_page.h"
#include "reports/site/page_writer.h"

namespace dora::site {

/// Which digests to write; borrows what they are made from.
struct DigestPlan {
  const analysis::ReportData& data;
  const analysis::Analysis& analysis;
  const analysis::WeeklyDigests& digests;
  pages::DigestPlace place;
  std::size_t first = 0;              ///< The first and the number of weeks, as indexes into
  std::size_t count = 0;              ///< digests.weeks().
  std::optional<model::Period> week;  ///< The report's week; nullopt if there is none.
  std::string site_url;               ///< With a `/` at its end; empty if unknown.
  int threads = 1;
  /// Of a week, an index into digests.weeks(); several threads may call it. Empty: no comments.
  std::function<pages::Comment(std::size_t)> comment{};
};

/// What other pages show of the digests.
struct WrittenDigests {
  pages::WeekPage chosen;  ///< Of the report's week, without a name if there is none; its key
                           ///< figures have badges if there are bands.
  std::vector<pages::WeekLine> lines;  ///< The newest first.
  std::vector<std::string> results;    ///< For programs, the oldest first: results::week_json().
};

/// Writes a page, a Markdown text and a JSON file for each week, and a feed.
WrittenDigests write_digests(const DigestPlan& plan, PageWriter& pages);

}  // namespace dora::site
