// The address at which the site will be published, for links that must not be relative.
#pragma once

#include <string>

namespace dora::site {

/// What --site-url means as the beginning of links: with a `/` at its end, or empty. Throws a
/// UsageError for what is no web address of a folder.
std::string checked_site_url(const std::string& url);

}  // namespace dora::site
