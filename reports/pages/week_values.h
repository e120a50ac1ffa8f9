// Template values of the weekly pages and the feed.
#pragma once

#include <string>
#include <vector>

#include "reports/pages/week_page.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// `root` is the path from the page to the site's folder, or its address.
templating::Record values_of(const WeekLine& week, const std::string& root);

/// Rows of a list; `root` as above.
templating::Value rows_of(const std::vector<WeekRow>& rows, const char* root);

/// The values of the partial `digest`; `root` as above.
templating::Record digest_values(const WeekPage& page, const char* root);

/// The values of an entry's content in the feed: the sentence, what failed, a link to the digest.
templating::Record feed_entry_values(const WeekPage& page, const char* root);

/// The weeks before and after; the files are in the same folder, empty if none.
struct WeekNeighbours {
  std::string previous;
  std::string next;
};
templating::Record values_of(const WeekPage& page, const WeekNeighbours& neighbours);

/// `Week 5 of 2024` as it stands within a sentence: `week 5 of 2024`.
std::string inside_sentence(std::string name);

/// The path from a page to the site's folder: `../` for each folder that `file` is in.
std::string root_of(const std::string& file);

/// The list of all weeks, the newest first.
struct WeeksPage {
  std::string time_zone;
  std::vector<WeekLine> weeks;
};
templating::Record values_of(const WeeksPage& page);

/// An Atom feed (RFC 4287) of digests.
struct Feed {
  std::string file = "feed.xml";           ///< Within the site.
  std::string list = "weekly/index.html";  ///< The page that lists the weeks.
  std::string title;
  std::string project;
  std::string id;  ///< `urn:uuid:...`
  std::string updated;
  std::string site_url;         ///< Ends with `/`; empty: links are relative to the feed.
  std::vector<WeekLine> weeks;  ///< The newest first.
};
templating::Record values_of(const Feed& feed);

/// A `urn:uuid:` of a text: the same for the same text, whatever the site's address. Version 8 of
/// RFC 9562, made of the first bits of its SHA-256.
std::string uuid_of(const std::string& text);

}  // namespace dora::pages
