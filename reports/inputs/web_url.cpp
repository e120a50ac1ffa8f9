// Checks which addresses a page may link to.
#include "reports/inputs/web_url.h"

#include <algorithm>

#include "collector/base/text/ascii.h"
#include "collector/base/text/printable.h"

namespace dora::inputs {
namespace {

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_start) {
  return text::ascii_lower(text.substr(0, lower_case_start.size())) == lower_case_start;
}

}  // namespace

std::string authority_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (starts_with_ignoring_case(url, scheme)) {
      const std::string_view rest = url.substr(scheme.size());
      return text::ascii_lower(rest.substr(0, rest.find_first_of("/\\?#")));
    }
  }
  return {};
}

bool has_credentials(std::string_view url) {
  return authority_of(url).find('@') != std::string::npos;
}

bool is_web_url(std::string_view url) {
  return !authority_of(url).empty() && !has_credentials(url) &&
         url.find_first_of(" \\\"<>`") == std::string_view::npos && text::printable(url) == url;
}

}  // namespace dora::inputs
