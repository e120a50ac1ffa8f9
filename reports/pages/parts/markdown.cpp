// Untrusted text in Markdown.
#include "reports/pages/parts/markdown.h"

#include <algorithm>

#include <fmt/format.h>

namespace dora::pages {

// A code span whose fence is longer than any run of backticks inside
// (https://spec.commonmark.org/0.31.2/#code-spans). `text` is a single line.
std::string code(const std::string& text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool padded = text.empty() || text.front() == '`' || text.back() == '`' ||
                      (text.front() == ' ' && text.back() == ' ');
  return padded ? fmt::format("{0} {1} {0}", fence, text) : fmt::format("{0}{1}{0}", fence, text);
}

std::string linked(const std::string& text, const std::string& page, const std::string& site_url) {
  return site_url.empty() ? text : fmt::format("[{}](<{}{}>)", text, site_url, page);
}

}  // namespace dora::pages
