// Untrusted text in Markdown.
#pragma once

#include <string>

namespace dora::pages {

/// A code span, in which nothing is markup or a mention. `text` is a single line.
std::string code(const std::string& text);

/// A link to a page of the site, if the site's address is known: it ends with `/`.
std::string linked(const std::string& text, const std::string& page, const std::string& site_url);

}  // namespace dora::pages
