// Follows the links in a folder of HTML pages to files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::test {

/// Returns `page: link` for every href, src and srcset of every .html file in `site` that is
/// neither a web address nor a relative path to a file in the site, or that names a missing part of
/// its page. Sorted.
std::vector<std::string> broken_links(const std::filesystem::path& site);

/// Returns how many links were followed, so that a test can tell that there were any.
std::size_t count_links(const std::filesystem::path& site);

}  // namespace dora::test
