// The headers that lead from page to page in GitLab.
#include "tests/tools/gitlab_server/page_headers.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/url_text.h"

namespace dora::test {
namespace {

constexpr std::size_t count_limit = 10'000;

std::string link(const std::string& url, std::map<std::string, std::string> parameters,
                 std::size_t page, std::string_view relation) {
  parameters["page"] = std::to_string(page);
  return fmt::format("<{}{}>; rel=\"{}\"", url, query_text(parameters), relation);
}

}  // namespace

HeaderList page_headers(const std::string& url,
                        const std::map<std::string, std::string>& parameters, const Query& query,
                        std::size_t matches) {
  const std::size_t pages =
      std::max<std::size_t>(1, (matches + query.per_page - 1) / query.per_page);
  const bool counted = matches <= count_limit;
  const bool has_next = query.page < pages;
  const bool has_previous = query.page > 1 && query.page <= pages + 1;
  std::map<std::string, std::string> all = parameters;
  all["per_page"] = std::to_string(query.per_page);

  std::string links;
  const auto add = [&](std::size_t page, std::string_view relation) {
    links += (links.empty() ? "" : ", ") + link(url, all, page, relation);
  };
  if (has_previous) {
    add(query.page - 1, "prev");
  }
  if (has_next) {
    add(query.page + 1, "next");
  }
  add(1, "first");
  HeaderList headers{{"X-Per-Page", std::to_string(query.per_page)},
                     {"X-Page", std::to_string(query.page)},
                     {"X-Next-Page", has_next ? std::to_string(query.page + 1) : ""},
                     {"X-Prev-Page", has_previous ? std::to_string(query.page - 1) : ""}};
  if (counted) {
    add(pages, "last");
    headers.emplace_back("X-Total", std::to_string(matches));
    headers.emplace_back("X-Total-Pages", std::to_string(pages));
  }
  headers.emplace_back("Link", links);
  return headers;
}

}  // namespace dora::test
