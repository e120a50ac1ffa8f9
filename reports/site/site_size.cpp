// How many files and bytes a site has, in words.
#include "reports/site/site_size.h"

#include <cmath>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::site {
namespace {

std::string megabytes(std::int64_t bytes) {
  const double exact = static_cast<double>(bytes) / 1e6;
  return exact < 10 ? fmt::format("{:.1f}", std::ceil(exact * 10) / 10)
                    : model::count_text(static_cast<std::int64_t>(std::ceil(exact)));
}

}  // namespace

std::string size_text(const SiteSize& size) {
  return fmt::format(
      "the site has {}, {} MB{}", model::counted(size.files, "file"), megabytes(size.bytes),
      size.bytes > usual_pages_limit
          ? fmt::format("; GitLab Pages accepts {} MB by default", usual_pages_limit / 1'000'000)
          : "");
}

}  // namespace dora::site
