// What surrounds every page, and its template values.
#pragma once

#include <string>

#include "reports/templating/template_value.h"

namespace dora::pages {

/// What surrounds every page.
struct PageFrame {
  std::string title;       ///< Of this page; empty on the first one.
  std::string site_title;  ///< Of the whole report.
  std::string root;        ///< Path from this page to the site's folder: empty, `../`, ...
  std::string project;
  std::string collected_at;
  std::string version;      ///< Of the program.
  std::string description;  ///< One sentence for previews of links; empty if none.
  std::string site_url;     ///< Where the site will be, with a `/` at its end; empty if unknown.
  std::string file;         ///< Of this page, within the site.
  std::string picture;      ///< A PNG of the site for previews; empty if none.
  std::string feed = "feed.xml";  ///< That this page belongs to, within the site.
  bool is_index = false;
  bool is_services = false;
  bool is_groups = false;
  bool has_groups = false;  ///< There is a page of groups.
  bool is_changes = false;
  bool has_changes = false;  ///< There is a page of changes.
  bool is_weekly = false;
  bool is_data = false;
  bool is_incomplete =
      false;         ///< Data is missing from the collection; the page about the data lists it.
  std::string body;  ///< HTML that a template made.
};

/// The record has the same names, whatever the frame says.
templating::Record values_of(PageFrame frame);

}  // namespace dora::pages
