// Checks whether a page of a list is what was requested: status, headers and items must not
// contradict the query. Pure.
#include "collector/gitlab/page_audit.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/gitlab/time_range.h"

namespace dora::gitlab {
namespace {

using model::Instant;

/// Some servers compare whole seconds only.
constexpr std::chrono::seconds bound_tolerance{1};

/// Says what the number in that header is and should be; nullopt if it is correct.
std::optional<std::string> wrong_number(const http::Response& response, std::string_view name,
                                        std::int64_t expected) {
  const auto text = http::find_header(response, name);
  if (!text || text->empty() || *text == std::to_string(expected)) {
    return std::nullopt;
  }
  return fmt::format("{} is '{}' where {} was expected", name, text::printable(text->substr(0, 40)),
                     expected);
}

std::optional<std::string> audit_links(const http::Response& response, bool has_next) {
  const auto linked = links_to_next(response);
  const bool stated = http::find_header(response, "x-next-page").has_value();
  if (!stated || !linked || *linked == has_next) {
    return std::nullopt;
  }
  return fmt::format("Link {} a next page, X-Next-Page {}", *linked ? "names" : "does not name",
                     has_next ? "does" : "does not");
}

std::optional<std::string> audit_total(const PageQuery& query, const http::Response& response,
                                       std::size_t count, bool has_next) {
  const auto total = total_of(response);
  if (!total || *total < 0) {
    return std::nullopt;
  }
  const std::int64_t before = std::int64_t{query.per_page} * (query.page - 1);
  const auto expected = std::clamp<std::int64_t>(*total - before, 0, query.per_page);
  if (static_cast<std::int64_t>(count) != expected) {
    return fmt::format("page {} holds {} items where X-Total ({}) leaves {}", query.page, count,
                       *total, expected);
  }
  if (has_next != (*total > before + query.per_page)) {
    return fmt::format("X-Total is {}, but a page after page {} {}", *total, query.page,
                       has_next ? "is announced" : "is not announced");
  }
  const std::int64_t pages = *total / query.per_page + (*total % query.per_page == 0 ? 0 : 1);
  return wrong_number(response, "x-total-pages", std::max<std::int64_t>(pages, 1));
}

bool is_outside(const PageQuery& query, Instant time) {
  return (query.after && time < *query.after - bound_tolerance) ||
         (query.before && time > *query.before + bound_tolerance);
}

bool is_dated_sanely(const MergeRequest& each) {
  const auto sane = [](Instant time) { return time >= far_past && time < far_future; };
  return sane(each.created_at) && sane(each.updated_at);
}

std::optional<std::string> audit_item(const PageQuery& query, const MergeRequest& each) {
  const Instant time = query.order == TimeOrder::created ? each.created_at : each.updated_at;
  if (!is_dated_sanely(each)) {
    return fmt::format("merge request {} is dated outside the years 1970 to 9998 ({}, {})",
                       each.iid, model::to_string(each.created_at),
                       model::to_string(each.updated_at));
  }
  if (is_outside(query, time)) {
    return fmt::format("merge request {} ({}) is outside the requested time", each.iid,
                       model::to_string(time));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> audit_paging(const PageQuery& query, const http::Response& response,
                                        std::size_t count) {
  if (response.status != 200) {
    return fmt::format("HTTP {} is not the whole answer (200)", response.status);
  }
  if (count > static_cast<std::size_t>(query.per_page)) {
    return fmt::format("{} items where {} were requested", count, query.per_page);
  }
  if (auto wrong = wrong_number(response, "x-page", query.page)) {
    return wrong;
  }
  if (auto wrong = wrong_number(response, "x-per-page", query.per_page)) {
    return wrong;
  }
  if (auto wrong = wrong_number(response, "x-next-page", std::int64_t{query.page} + 1)) {
    return wrong;
  }
  const bool has_next = next_page(response, query, count).has_value();
  if (has_next && count < static_cast<std::size_t>(query.per_page)) {
    return fmt::format("page {} holds {} items of {}, yet a next page is announced", query.page,
                       count, query.per_page);
  }
  auto wrong = audit_links(response, has_next);
  return wrong ? wrong : audit_total(query, response, count, has_next);
}

std::optional<std::string> audit_items(const PageQuery& query,
                                       const std::vector<MergeRequest>& merge_requests) {
  std::set<std::int64_t> seen;
  std::optional<Instant> before;
  for (const MergeRequest& each : merge_requests) {
    if (auto wrong = audit_item(query, each)) {
      return wrong;
    }
    if (!seen.insert(each.iid).second) {
      return fmt::format("merge request {} is on the page twice", each.iid);
    }
    const Instant time = query.order == TimeOrder::created ? each.created_at : each.updated_at;
    if (before && (query.newest_first ? time > *before : time < *before)) {
      return fmt::format("merge request {} ({}) is not in the requested order", each.iid,
                         model::to_string(time));
    }
    before = time;
  }
  return std::nullopt;
}

void require_consistent_page(const PageQuery& query, const http::Response& response,
                             const std::vector<MergeRequest>& merge_requests) {
  auto wrong = audit_paging(query, response, merge_requests.size());
  if (!wrong) {
    wrong = audit_items(query, merge_requests);
  }
  if (wrong) {
    throw PageContradiction(fmt::format(
        "{}: {}; the list may be incomplete, check the proxies and caches in front of GitLab",
        response.url, *wrong));
  }
}

}  // namespace dora::gitlab
