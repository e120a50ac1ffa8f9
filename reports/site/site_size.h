// How many files and bytes a site has, in words.
#pragma once

#include <cstdint>
#include <string>

namespace dora::site {

struct SiteSize {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};

/// In bytes: https://docs.gitlab.com/administration/pages/#set-maximum-size-of-gitlab-pages-site
inline constexpr std::int64_t usual_pages_limit = 100'000'000;

/// `the site has 23,412 files, 143 MB; GitLab Pages accepts 100 MB by default`; without the last
/// part if it is not larger. Megabytes are rounded up.
std::string size_text(const SiteSize& size);

}  // namespace dora::site
