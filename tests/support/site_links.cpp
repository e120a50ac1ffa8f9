// Follows the links in a folder of HTML pages to files.
#include "tests/support/site_links.h"

#include <algorithm>
#include <string_view>

#include "collector/base/files/atomic_file.h"

namespace dora::test {
namespace {

namespace fs = std::filesystem;

struct Link {
  fs::path page;
  std::string target;
};

/// Returns an attribute's values, given with the blank before its name and the quote after `=`; for
/// `a.png 2x`, the file.
void add_targets(const fs::path& page, const std::string& html, std::string_view attribute,
                 std::vector<Link>& links) {
  for (std::size_t at = html.find(attribute); at != std::string::npos;
       at = html.find(attribute, at)) {
    at += attribute.size();
    links.push_back({page, html.substr(at, html.find_first_of("\" ", at) - at)});
  }
}

std::vector<Link> links_of(const fs::path& site) {
  std::vector<Link> links;
  for (const auto& entry : fs::recursive_directory_iterator(site)) {
    if (entry.path().extension() == ".html") {
      const std::string html = files::read_file(entry.path());
      add_targets(entry.path(), html, " href=\"", links);
      add_targets(entry.path(), html, " src=\"", links);
      add_targets(entry.path(), html, " srcset=\"", links);
    }
  }
  return links;
}

bool is_within(const fs::path& folder, const fs::path& file) {
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first ==
         folder.end();
}

bool is_sound(const fs::path& site, const Link& link) {
  if (link.target.starts_with("https://") || link.target.starts_with("http://")) {
    return true;
  }
  const std::size_t hash = std::min(link.target.find('#'), link.target.size());
  const std::string path = link.target.substr(0, hash);
  const fs::path file =
      path.empty() ? link.page : (link.page.parent_path() / path).lexically_normal();
  if (path.starts_with('/') || !is_within(site, file) || !fs::is_regular_file(file)) {
    return false;
  }
  // What the script of the list reads is no section: `#group=%3Dcore`.
  return hash == link.target.size() || link.target.find('=', hash) != std::string::npos ||
         files::read_file(file).find(" id=\"" + link.target.substr(hash + 1) + "\"") !=
             std::string::npos;
}

}  // namespace

std::vector<std::string> broken_links(const fs::path& site) {
  std::vector<std::string> broken;
  for (const Link& link : links_of(site)) {
    if (!is_sound(site, link)) {
      broken.push_back(link.page.lexically_relative(site).string() + ": " + link.target);
    }
  }
  std::sort(broken.begin(), broken.end());
  return broken;
}

std::size_t count_links(const fs::path& site) {
  return links_of(site).size();
}

}  // namespace dora::test
