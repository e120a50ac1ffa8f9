// Brings a project up to date that was collected before: asks for what was updated since.
#include "collector/update.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "collector/span.h"
#include "collector/window_crawl.h"

namespace dora::collector {
namespace {

using model::Instant;

/// More than the clocks of a GitLab's machines differ, and than a transaction takes to be seen.
constexpr std::chrono::minutes overlap{10};

/// With the first one; offsets stay below a thousand.
constexpr std::int64_t most_overlapping_pages = 11;

Page fetch_first(CrawlSession& session, Instant since) {
  PageQuery query;
  query.order = TimeOrder::updated;
  query.after = since;
  return std::move(session.fetch({query}).front());
}

std::vector<MergeRequest> all_of(std::vector<Page> pages) {
  std::vector<MergeRequest> result;
  for (Page& page : pages) {
    std::move(page.merge_requests.begin(), page.merge_requests.end(), std::back_inserter(result));
  }
  return result;
}

/// Nothing when there are too many, or when something moved meanwhile.
std::optional<std::vector<MergeRequest>> fetch_at_once(CrawlSession& session, Page first,
                                                       Instant since) {
  PageQuery query;
  query.order = TimeOrder::updated;
  query.after = since;
  std::vector<Page> pages;
  if (first.has_next) {
    const auto queries = overlapping_pages(query, first.total.value_or(0));
    if (queries.empty()) {
      return std::nullopt;
    }
    pages = session.fetch(queries);
  }
  pages.insert(pages.begin(), std::move(first));
  return is_one_list(pages) ? std::optional(all_of(std::move(pages))) : std::nullopt;
}

void crawl_updates(CrawlSession& session, const CrawlPlan& plan) {
  crawl_windows(session, session.store.begin_crawl(session.project, plan));
}

}  // namespace

std::vector<PageQuery> overlapping_pages(const PageQuery& first, std::int64_t total) {
  std::vector<PageQuery> queries;
  for (std::int64_t page = 2; page <= most_overlapping_pages; ++page) {
    PageQuery query = first;
    query.page = static_cast<int>(page);
    query.per_page = static_cast<int>(largest_page + 1 - page);
    queries.push_back(query);
    if (page * query.per_page >= total) {
      return total > 0 ? queries : std::vector<PageQuery>();
    }
  }
  return {};
}

bool is_one_list(const std::vector<Page>& pages) {
  for (std::size_t i = 1; i < pages.size(); ++i) {
    const auto& before = pages[i - 1].merge_requests;
    const auto& page = pages[i].merge_requests;
    const std::size_t shared = i;
    if (!pages[i - 1].has_next || pages[i].total != pages[0].total || before.size() < shared ||
        page.size() < shared ||
        !std::equal(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(shared),
                    before.end() - static_cast<std::ptrdiff_t>(shared))) {
      return false;
    }
  }
  return !pages.empty() && !pages.back().has_next;
}

void update(CrawlSession& session) {
  const Instant since = session.project.synced.value() - overlap;
  Page first = fetch_first(session, since);
  const Instant now = first.answered;
  CrawlPlan windows{TimeOrder::updated, since, now, now, {}, first.merge_requests};
  const Instant reached = last_time(first, TimeOrder::updated).value_or(since);
  const std::size_t seen = first.merge_requests.size();
  const bool many = !first.total || overlapping_pages({}, *first.total).empty();
  if (const auto updated = fetch_at_once(session, std::move(first), since)) {
    session.store.save_update(session.project, *updated, now);
    return;
  }
  Instant last_walk = since;
  if (many && reached < now) {
    const auto count = static_cast<int>(session.concurrency);
    windows.windows = Windows(reached, now, count).all();
    windows.windows.front().begin = since;
    windows.windows.front().seen = seen;
    crawl_updates(session, windows);
    if (!session.missing.empty()) {
      return;
    }
    last_walk = now - overlap;
  }
  crawl_updates(session, {TimeOrder::updated,
                          last_walk,
                          far_future,
                          now,
                          {{last_walk, last_walk, far_future, 0, false}},
                          {}});
}

}  // namespace dora::collector
