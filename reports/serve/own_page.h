// Pages of the server's own, which look like those of the site.
#pragma once

#include <string>
#include <string_view>

#include "reports/serve/pages.h"
#include "reports/serve/snapshot.h"
#include "reports/webserver/access.h"

namespace dora::serve {

inline constexpr const char* html_type = "text/html; charset=utf-8";

struct OwnPage {
  std::string title;
  std::string body;   ///< HTML.
  std::string asked;  ///< What the question box holds; empty: nothing.
};

/// Throws an Error if the site's first page cannot be read.
std::string own_page(const OwnPage& page, const Snapshot& snapshot,
                     const webserver::Visitor& visitor, const Pages& pages);

/// As it is in the site. Throws an Error if it cannot be read.
std::string page_of_site(const webserver::SiteFiles& files, const webserver::SiteFile& file);

}  // namespace dora::serve
