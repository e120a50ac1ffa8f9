// A week's digest as Markdown, for chats and comments.
#pragma once

#include <string>

#include "reports/pages/week_page.h"

namespace dora::pages {

/// CommonMark with the tables of GitHub and GitLab. Untrusted names are in code spans, where
/// neither markup nor mentions (`@all`, `#1`) have a meaning; their links go to web addresses only.
/// With a `site_url` (it ends with `/`) services and the week link to their pages.
std::string week_markdown(const WeekPage& page, const std::string& title,
                          const std::string& site_url);

}  // namespace dora::pages
