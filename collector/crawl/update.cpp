// Brings an already collected project up to date: fetches what was updated since.
#include "collector/crawl/update.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "collector/crawl/time_windows.h"
#include "collector/crawl/window_crawl.h"
#include "collector/gitlab/time_range.h"

namespace dora::crawl {
namespace {

using model::Instant;

/// More than the clocks of one GitLab's machines differ, plus the time until a transaction is
/// visible.
constexpr std::chrono::minutes overlap{10};

/// Keeps offsets below a thousand.
constexpr int most_overlapping_pages = 11;

/// Adds those of the first `count` pages that are still missing.
void fetch_pages(CrawlSession& session, const gitlab::PageQuery& first, int count,
                 std::vector<Page>& pages) {
  std::vector<gitlab::PageQuery> queries;
  for (int number = static_cast<int>(pages.size()) + 1; number <= count; ++number) {
    queries.push_back(overlapping_page(first, number));
  }
  auto more = session.fetch(queries);
  std::move(more.begin(), more.end(), std::back_inserter(pages));
}

/// Returns the pages up to the last one, or the first few if there are too many.
std::vector<Page> fetch_list(CrawlSession& session, const gitlab::PageQuery& first,
                             int expected_pages) {
  std::vector<Page> pages;
  fetch_pages(session, first, expected_pages, pages);
  if (pages.back().has_next) {
    // If a proxy removes the total, follow the pages as far as they go.
    const auto total = pages.front().total;
    const auto needed = total ? overlapping_pages_of(*total) : most_overlapping_pages;
    fetch_pages(session, first, needed.value_or(0), pages);
  }
  const auto last =
      std::find_if(pages.begin(), pages.end(), [](const Page& each) { return !each.has_next; });
  pages.erase(last == pages.end() ? last : std::next(last), pages.end());
  return pages;
}

std::vector<gitlab::MergeRequest> all_of(std::vector<Page> pages) {
  std::vector<gitlab::MergeRequest> result;
  for (Page& page : pages) {
    std::move(page.merge_requests.begin(), page.merge_requests.end(), std::back_inserter(result));
  }
  return result;
}

void crawl_updates(CrawlSession& session, const store::CrawlPlan& plan) {
  crawl_windows(session, session.store.begin_crawl(session.project, plan));
}

}  // namespace

gitlab::PageQuery overlapping_page(const gitlab::PageQuery& first, int number) {
  gitlab::PageQuery query = first;
  query.page = number;
  query.per_page = gitlab::largest_page + 1 - number;
  return query;
}

std::optional<int> overlapping_pages_of(std::int64_t total) {
  for (int page = 1; page <= most_overlapping_pages; ++page) {
    if (std::int64_t{page} * overlapping_page({}, page).per_page >= total) {
      return page;
    }
  }
  return std::nullopt;
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

void update(CrawlSession& session, std::int64_t expected) {
  const Instant since = session.project.synced.value() - overlap;
  gitlab::PageQuery query;
  query.order = gitlab::TimeOrder::updated;
  query.after = since;
  const int at_once = std::min(static_cast<int>(session.concurrency),
                               overlapping_pages_of(expected).value_or(most_overlapping_pages));
  std::vector<Page> pages = fetch_list(session, query, at_once);
  const Instant now = pages.front().answered;
  if (is_one_list(pages)) {
    session.store.save_update(session.project, all_of(std::move(pages)), now);
    return;
  }
  const Page first = std::move(pages.front());
  const bool many = !first.total || !overlapping_pages_of(*first.total);
  const Instant reached = last_time(first, gitlab::TimeOrder::updated).value_or(since);
  Instant last_walk = since;
  if (many && reached < now) {
    store::CrawlPlan plan{gitlab::TimeOrder::updated, since, now, now, {}, first.merge_requests};
    plan.windows = TimeWindows(reached, now, static_cast<int>(session.concurrency)).all();
    plan.windows.front().begin = since;
    plan.windows.front().seen = first.merge_requests.size();
    crawl_updates(session, plan);
    if (!session.missing.empty()) {
      return;
    }
    last_walk = now - overlap;
  }
  crawl_updates(session, {gitlab::TimeOrder::updated,
                          last_walk,
                          gitlab::far_future,
                          now,
                          {{last_walk, last_walk, gitlab::far_future, 0, false}},
                          {}});
}

}  // namespace dora::crawl
