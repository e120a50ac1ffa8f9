// Follows a crawl's windows to their ends, several pages at a time, and stores each page as it
// arrives.
#include "collector/crawl/window_crawl.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/progress.h"
#include "collector/crawl/time_windows.h"
#include "collector/gitlab/page_audit.h"
#include "collector/gitlab/time_range.h"
#include "collector/model/wording.h"

namespace dora::crawl {
namespace {

/// A hundred thousand merge requests at one instant: more than an import makes.
constexpr int most_numbered_pages = 1000;

class WindowCrawl {
 public:
  WindowCrawl(CrawlSession& session, const store::StoredCrawl& crawl)
      : session_(session),
        crawl_(crawl),
        windows_(session.store.windows(crawl)),
        progress_(session.context.console, "collect", http::Clock::now()) {}

  void run() {
    const http::RequestPhase phase(session_.client);
    for (;;) {
      start_requests();
      if (under_way_.empty()) {
        break;
      }
      http::Response response = session_.client.wait();
      const UnderWay request = under_way_.extract(response.id).mapped();
      take(request, std::move(response));
      session_.context.interrupt.check();
    }
    finish();
  }

 private:
  struct UnderWay {
    PageRequest page;
    int attempt = 1;
  };

  /// An open end is followed one page at a time: there is nothing to split.
  std::size_t concurrency() const {
    return crawl_.end == gitlab::far_future && crawl_.order == gitlab::TimeOrder::updated
               ? 1
               : session_.concurrency;
  }

  gitlab::PageQuery query_for(const PageRequest& page) const {
    gitlab::PageQuery query{crawl_.order, page.begin,           std::nullopt,
                            page.page,    gitlab::largest_page, false};
    if (page.end != gitlab::far_future) {
      query.before = page.end;
    }
    return query;
  }

  void start_requests() {
    while (under_way_.size() < concurrency()) {
      const auto page = windows_.next();
      if (!page) {
        return;
      }
      start(*page, 1);
    }
  }

  void take(const UnderWay& request, http::Response response) {
    const PageRequest& asked = request.page;
    // If a server is too slow for every request, halving again does not help.
    const bool too_slow = halved_in_a_row_ >= 4 * session_.concurrency;
    if (response.status == 408 && !too_slow && windows_.halve(asked)) {
      ++halved_in_a_row_;
      session_.context.log.debug(response.url + ": too slow for GitLab, asking for half of it");
      return;
    }
    session_.compare_clocks(response);
    if (const auto page = read(request, std::move(response))) {
      windows_.done(asked,
                    {page->merge_requests.size(), last_time(*page, crawl_.order), page->has_next});
      save(*page);
      halved_in_a_row_ = 0;
    }
    report_progress();
  }

  void start(const PageRequest& asked, int attempt) {
    under_way_.emplace(session_.client.start(http::get(session_.url(query_for(asked)))),
                       UnderWay{asked, attempt});
  }

  /// Numbered pages cover one instant only: if they never end, no such list exists.
  void require_progress(const PageRequest& asked, const Page& page) {
    std::vector<std::int64_t> iids;
    for (const gitlab::MergeRequest& each : page.merge_requests) {
      iids.push_back(each.iid);
    }
    const bool repeated = asked.page > 1 && !iids.empty() && iids == last_iids_[asked.window];
    if (repeated || (asked.page >= most_numbered_pages && page.has_next)) {
      throw base::Error(fmt::format(
          "{}: {}; the list does not end, check the proxies and caches in front of GitLab",
          session_.url(query_for(asked)),
          repeated ? "the page before is repeated"
                   : fmt::format("more than {} pages of one instant", most_numbered_pages)));
    }
    last_iids_[asked.window] = std::move(iids);
  }

  /// Returns nullopt if the page cannot be fetched and the session allows that: its window stays
  /// open. If a page contradicts itself, requests it again and returns nullopt meanwhile.
  std::optional<Page> read(const UnderWay& request, http::Response response) {
    const PageRequest& asked = request.page;
    try {
      Page page = read_page(std::move(response), query_for(asked));
      require_progress(asked, page);
      return page;
    } catch (const gitlab::PageContradiction& error) {
      if (request.attempt < page_attempts) {
        start(asked, request.attempt + 1);
        return std::nullopt;
      }
      miss(asked, error);
    } catch (const base::Error& error) {
      miss(asked, error);
    }
    return std::nullopt;
  }

  /// Rethrows the current error unless the session may continue without the page.
  void miss(const PageRequest& asked, const base::Error& error) {
    if (!session_.allow_partial) {
      throw;
    }
    session_.missing.push_back(
        fmt::format("merge requests {} {} to {}: {}",
                    crawl_.order == gitlab::TimeOrder::created ? "created" : "updated",
                    model::to_string(asked.begin), model::to_string(asked.end), error.what()));
  }

  void save(const Page& page) {
    std::vector<store::Store::NumberedWindow> changed;
    for (const std::size_t index : windows_.take_changed()) {
      changed.emplace_back(index, windows_.all()[index]);
    }
    session_.store.save_page(session_.project, crawl_, page.merge_requests, changed);
  }

  void report_progress() {
    const store::RunChanges changes = session_.store.changes();
    const http::TransferCounts& counts = session_.client.counts();
    progress_.update(
        fmt::format("{} merge requests, {} requests{}, {:.0f}%{}",
                    model::count_text(changes.added + changes.changed + changes.unchanged),
                    model::count_text(counts.requests),
                    counts.retries == 0 ? "" : fmt::format(" ({} retries)", counts.retries),
                    100 * windows_.share_done(),
                    progress_.time_left(windows_.share_done(), http::Clock::now())),
        http::Clock::now());
  }

  void finish() {
    if (!windows_.complete() && !session_.missing.empty()) {
      return;
    }
    const auto stored = session_.store.windows(crawl_);
    const auto by_end = [](const store::TimeWindow& a, const store::TimeWindow& b) {
      return a.end < b.end;
    };
    const auto end = std::max_element(stored.begin(), stored.end(), by_end)->end;
    if (!covers(stored, stored.front().begin, end)) {
      throw base::Error(
          "the windows of the crawl are incomplete or leave a gap between them; this is a "
          "bug in dora-report, please report it");
    }
    session_.store.finish_crawl(session_.project, crawl_);
  }

  CrawlSession& session_;
  const store::StoredCrawl& crawl_;
  TimeWindows windows_;
  base::Progress progress_;
  std::map<http::RetryingClient::RequestId, UnderWay> under_way_;
  std::map<std::size_t, std::vector<std::int64_t>> last_iids_;  ///< By window.
  std::size_t halved_in_a_row_ = 0;
};

}  // namespace

void crawl_windows(CrawlSession& session, const store::StoredCrawl& crawl) {
  WindowCrawl(session, crawl).run();
}

}  // namespace dora::crawl
