// The address at which the site will be published, for links that must be absolute.
#include "reports/site/site_url.h"

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/inputs/web_url.h"

namespace dora::site {

std::string checked_site_url(const std::string& url) {
  if (url.empty()) {
    return "";
  }
  if (inputs::has_credentials(url)) {  // The message does not repeat them.
    throw base::UsageError(
        "--site-url contains a user name or a password, which every reader would see; leave out "
        "everything up to the @");
  }
  if (!inputs::is_web_url(url) || url.find_first_of("?#") != std::string::npos) {
    throw base::UsageError(fmt::format(
        "--site-url {} is not the address of a site; write it as https://example.com/report", url));
  }
  return url.ends_with('/') ? url : url + "/";
}

}  // namespace dora::site
