// A week's digest in words, for a page, a Markdown text and a feed alike.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/report_data.h"
#include "reports/analysis/weekly.h"
#include "reports/pages/parts/comment.h"
#include "reports/pages/parts/key_figures.h"
#include "reports/pages/parts/key_table.h"
#include "reports/pages/parts/week_bars.h"
#include "reports/pages/parts/week_sentence.h"

namespace dora::pages {

/// One service in a list of the digest.
struct WeekRow {
  std::string name;
  std::string page;         ///< Within the site: `services/payments-api.html`; empty: no link.
  std::string tier;         ///< Empty if the row is of all tiers.
  std::string text;         ///< Contains no untrusted text.
  std::string reference;    ///< `!123`; empty if none.
  std::string url;          ///< Of the merge request; empty if it is not a web address.
  std::size_t service = 0;  ///< Index into the summary's services.
  bool still_failing = false;
  std::string title{};   ///< Of the merge request; empty if unknown.
  std::string author{};  ///< Its user name; empty if unknown.
};

struct WeekSection {
  std::string id;                ///< `recovered`; that of the failed deployments is failed_section.
  std::string heading;           ///< `Recovered`
  std::string count;             ///< Of all rows.
  std::string meaning;           ///< One sentence.
  std::vector<WeekRow> rows;     ///< The first ones: what fits on paper and into a chat.
  std::vector<WeekRow> further;  ///< The others.
  std::string more;              ///< How many others; empty if none.
};
inline constexpr std::size_t week_rows_shown = 7;
inline constexpr std::size_t week_failed_shown = 20;
inline constexpr const char* failed_section = "failed";

/// Which services the digests are about, and where their files go.
struct DigestPlace {
  std::string group;                       ///< Empty: all services.
  std::string folder = "weekly";           ///< Of the digests, within the site.
  std::string list = "weekly/index.html";  ///< The page that lists them.
  std::string feed = "feed.xml";
};

/// A week as a line of a list.
struct WeekLine {
  std::string label;    ///< `2024-W05`
  std::string file;     ///< Of its digest, within the site, without extension: `weekly/2024-W05`.
  std::string name;     ///< `Week 5 of 2024`
  std::string days;     ///< `29 January to 4 February 2024`
  std::string summary;  ///< `126 deployments, 7.1% failed; 3 newly failing, 1 recovered`
  std::string ended;    ///< When the week ended: ISO 8601, UTC.
  std::string updated;  ///< The same, or when its history or that of an earlier week changed.
  KeyRow totals;
  std::string newly_failing;
  std::string recovered;
  std::string content;      ///< HTML of the digest for the feed; empty: none.
  bool incomplete = false;  ///< Data is missing from the collection, of any week.
};

/// The same week on a page of its own.
struct WeekPage : WeekLine {
  std::string group;  ///< Empty: all services.
  std::string list;   ///< The page that lists the weeks, within the site.
  std::string feed;   ///< That the digest is in, within the site.
  WeekSentence sentence;
  Comment comment;
  WeekBars bars;  ///< This week and those before it.
  std::string time_zone;
  std::string granularity;         ///< Of the charts and tables of periods: `month`.
  bool dated_by_creation = false;  ///< Those go by creation, unlike the digest.
  std::vector<KeyFigure> key_figures;
  std::vector<WeekSection> sections;
  std::vector<std::string> marks;    ///< Freezes, migrations and holidays in the week.
  std::string main_tier;             ///< Empty if there is only one.
  std::vector<WeekRow> main_failed;  ///< What failed in it, or in all; the newest first.
};
/// `weeks` are those with a digest, ascending.
WeekPage week_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                   const analysis::Week& week, const std::vector<WeekKeys>& weeks,
                   const DigestPlace& place = {});

/// The key figures of a week with those of the weeks up to it, and badges if there are bands.
std::vector<KeyFigure> week_figures(const analysis::Week& week, const std::vector<WeekKeys>& weeks,
                                    const std::string& folder, const analysis::Judge& judge = {});

/// Within the site: `weekly/2024-W05.html`.
std::string week_file(const std::string& label, std::string_view extension);

}  // namespace dora::pages
