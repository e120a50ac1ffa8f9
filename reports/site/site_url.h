// The address at which the site will be published, for links that must be absolute.
#pragma once

#include <string>

namespace dora::site {

/// Returns --site-url as a prefix for links: with a `/` at its end, or empty. Throws a UsageError
/// if it is not the web address of a folder.
std::string checked_site_url(const std::string& url);

}  // namespace dora::site
