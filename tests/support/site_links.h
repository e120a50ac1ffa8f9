// Follows the links of a folder of HTML pages to files; knows nothing of what the pages say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::test {

/// `page: link` for every href, src and srcset of every .html file in `site` that is neither a web
/// address nor a relative path to a file within the site, or names a part that its page does not
/// have. Sorted.
std::vector<std::string> broken_links(const std::filesystem::path& site);

/// How many links were followed: so that a test can tell that there were any.
std::size_t count_links(const std::filesystem::path& site);

}  // namespace dora::test
