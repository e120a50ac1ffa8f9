// Fetches every merge request of a project, pages side by side; knows nothing of labels and files.
#include "collector/crawl.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/progress.h"
#include "collector/model/summary.h"
#include "collector/windows.h"

namespace dora::collector {
namespace {

using model::Instant;

struct Page {
  std::vector<MergeRequest> merge_requests;
  bool has_next = false;
};

Page read_page(http::Response response, int number) {
  require_success(response);
  const std::string url = response.url;
  ParsedPage parsed = parse_page(std::move(response.body));
  if (!parsed.problem.empty()) {
    throw base::Error(
        fmt::format("{}: {}; check that --api-url is GitLab's API", url, parsed.problem));
  }
  const bool has_next = next_page(response, number, parsed.merge_requests.size()).has_value();
  return {std::move(parsed.merge_requests), has_next};
}

std::optional<Instant> last_created(const Page& page) {
  return page.merge_requests.empty() ? std::nullopt
                                     : std::optional(page.merge_requests.back().created_at);
}

/// Each iid once: windows overlap at their borders. The younger version of a merge request stays.
class Collected {
 public:
  void add(std::vector<MergeRequest> page) {
    for (MergeRequest& each : page) {
      const auto [place, inserted] = by_iid_.try_emplace(each.iid);
      if (inserted || place->second.updated_at <= each.updated_at) {
        place->second = std::move(each);
      }
    }
  }
  std::size_t size() const { return by_iid_.size(); }
  std::vector<MergeRequest> take() {
    std::vector<MergeRequest> result;
    result.reserve(by_iid_.size());
    for (auto& [iid, merge_request] : by_iid_) {
      result.push_back(std::move(merge_request));
    }
    return result;
  }

 private:
  std::map<std::int64_t, MergeRequest> by_iid_;
};

/// The first page in order of creation, and the newest merge request: where the range begins and
/// ends, and all there is of a small project.
struct Ends {
  Page oldest;
  Page newest;
};

Ends fetch_ends(http::PatientClient& client, const CrawlTarget& target) {
  constexpr std::uint64_t oldest_id = 0;
  const PageQuery oldest{target.range.created_after, target.range.created_before, 1, largest_page,
                         false};
  PageQuery newest = oldest;
  newest.per_page = 1;
  newest.newest_first = true;
  client.start({oldest_id, merge_requests_url(target.root, target.project_id, oldest)});
  client.start({oldest_id + 1, merge_requests_url(target.root, target.project_id, newest)});
  Ends ends;
  for (int i = 0; i < 2; ++i) {
    http::Response response = client.wait();
    Page& page = response.id == oldest_id ? ends.oldest : ends.newest;
    page = read_page(std::move(response), 1);
  }
  return ends;
}

std::string progress_text(const Collected& collected, const http::TransferCounts& counts,
                          double share) {
  return fmt::format("{} merge requests, {} requests{}, {:.0f} %",
                     model::count_text(static_cast<std::int64_t>(collected.size())),
                     model::count_text(counts.requests),
                     counts.retries == 0 ? "" : fmt::format(" ({} retries)", counts.retries),
                     100 * share);
}

void crawl_windows(http::PatientClient& client, const CrawlTarget& target, Windows& windows,
                   Collected& collected, base::RunContext& context) {
  base::Progress progress(context.console, "collect", http::Clock::now());
  std::map<std::uint64_t, WindowPage> under_way;
  std::uint64_t next_id = 0;
  for (;;) {
    while (under_way.size() < static_cast<std::size_t>(target.concurrency)) {
      const auto page = windows.next();
      if (!page) {
        break;
      }
      const PageQuery query{page->begin, page->end, page->page, largest_page, false};
      client.start({next_id, merge_requests_url(target.root, target.project_id, query)});
      under_way.emplace(next_id++, *page);
    }
    if (under_way.empty()) {
      return;
    }
    http::Response response = client.wait();
    const auto asked = under_way.extract(response.id).mapped();
    Page page = read_page(std::move(response), asked.page);
    windows.done(asked, {page.merge_requests.size(), last_created(page),
                         page.has_next ? std::optional(asked.page + 1) : std::nullopt});
    collected.add(std::move(page.merge_requests));
    progress.update(progress_text(collected, client.counts(), windows.share_done()),
                    http::Clock::now());
  }
}

}  // namespace

Project find_project(http::PatientClient& client, const std::string& root,
                     const std::string& project) {
  client.start({0, project_url(root, project)});
  const http::Response response = client.wait();
  require_success(response);
  return parse_project(response);
}

std::vector<MergeRequest> crawl(http::PatientClient& client, const CrawlTarget& target,
                                base::RunContext& context) {
  Ends ends = fetch_ends(client, target);
  const auto first = last_created(ends.oldest);
  const auto last = last_created(ends.newest);
  const bool more = ends.oldest.has_next;
  Collected collected;
  collected.add(std::move(ends.oldest.merge_requests));
  if (more && first && last) {
    // GitLab cuts what it tells to milliseconds but compares in microseconds: the next millisecond
    // takes in the newest one.
    const Instant end = *last + std::chrono::milliseconds(1);
    Windows windows(*first, end, target.concurrency);
    crawl_windows(client, target, windows, collected, context);
    if (!windows.complete()) {
      throw base::Error(
          "the crawl ended before every window was complete; this is a defect of "
          "dora-report, please report it");
    }
  }
  return collected.take();
}

}  // namespace dora::collector
