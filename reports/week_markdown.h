// A week's digest as Markdown, for chats and comments.
#pragma once

#include <string>

#include "reports/week_page.h"

namespace dora::reports {

/// CommonMark and tables of GitHub and GitLab. Names of others stand in code spans, where neither
/// markup nor mentions (`@all`, `#1`) have a meaning; their links go to web addresses alone.
std::string week_markdown(const WeekPage& page, const std::string& title);

}  // namespace dora::reports
