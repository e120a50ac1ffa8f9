// Brings the store up to date with GitLab's merge requests of a project: all of them the first
// time, later those that were updated.
#include "collector/crawl/crawl.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/crawl/clock_check.h"
#include "collector/crawl/label_crawl.h"
#include "collector/crawl/session.h"
#include "collector/crawl/time_windows.h"
#include "collector/crawl/update.h"
#include "collector/crawl/window_crawl.h"
#include "collector/gitlab/time_range.h"
#include "collector/model/wording.h"

namespace dora::crawl {
namespace {

using model::Instant;

Instant clock_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

gitlab::Project ask_for_project(http::RetryingClient& client, const CrawlTarget& target) {
  const http::RequestPhase phase(client);
  client.start(http::get(gitlab::project_url(target.root, target.project)));
  const http::Response response = client.wait();
  gitlab::require_success(response);
  return gitlab::parse_project(response);
}

/// Asks GitLab once; after that the store knows the id of the path.
store::StoredProject find_project(http::RetryingClient& client, store::Store& store,
                                  const CrawlTarget& target) {
  auto project = store.find_project(target.root, target.project);
  if (!project || target.full) {
    project = store.remember_project(target.root, target.project, ask_for_project(client, target));
  }
  return *project;
}

/// The first page in order of creation, and the newest merge request: the ends of a range, and all
/// of a small project.
struct Ends {
  Page oldest;
  Page newest;
};

Ends fetch_ends(CrawlSession& session, const gitlab::TimeRange& span) {
  gitlab::PageQuery oldest;
  oldest.after = span.begin == gitlab::far_past ? std::nullopt : std::optional(span.begin);
  oldest.before = span.end == gitlab::far_future ? std::nullopt : std::optional(span.end);
  gitlab::PageQuery newest = oldest;
  newest.per_page = 1;
  newest.newest_first = true;
  auto pages = session.fetch({oldest, newest});
  return {std::move(pages.at(0)), std::move(pages.at(1))};
}

/// Plans the windows for what follows the first page.
std::vector<store::TimeWindow> windows_behind(const Page& oldest, const Page& newest,
                                              std::size_t count) {
  const Instant first = oldest.merge_requests.front().created_at;
  const Instant reached = oldest.merge_requests.back().created_at;
  // GitLab truncates times to milliseconds in its answers but compares in microseconds: adding a
  // millisecond includes the newest merge request.
  const Instant end = last_time(newest, gitlab::TimeOrder::created).value_or(reached) +
                      std::chrono::milliseconds(1);
  std::vector<store::TimeWindow> windows = TimeWindows(reached, end, static_cast<int>(count)).all();
  windows.front().begin = first;
  windows.front().seen = oldest.merge_requests.size();
  return windows;
}

/// Rethrows the current error unless the session may continue without `what`.
void miss(CrawlSession& session, const std::string& what, const base::Error& error) {
  if (!session.allow_partial || error.code() != base::ExitCode::failed) {
    throw;
  }
  session.missing.push_back(fmt::format("{}: {}", what, error.what()));
}

/// Asks for the total again if fewer than `total` are stored: some may have been deleted since. A
/// stale cache or replica answers with lists that end too early but are consistent. In that case
/// the next run fetches everything again.
void require_total(CrawlSession& session, const store::CrawlPlan& plan,
                   std::optional<std::int64_t> total) {
  const Instant end = std::min(plan.end, plan.planned_at);
  const std::int64_t stored = session.store.count_created(session.project, plan.begin, end);
  if (!total || stored >= *total) {
    return;
  }
  gitlab::PageQuery query;
  query.after = plan.begin == gitlab::far_past ? std::nullopt : std::optional(plan.begin);
  query.before = end;
  query.per_page = 1;
  const std::int64_t now = session.fetch({query}).at(0).total.value_or(0);
  if (stored < now) {
    session.store.start_over(session.project);
    throw base::Error(fmt::format(
        "GitLab counts {} merge requests, but its lists held {}: they were incomplete or out of "
        "date; check the proxies and caches in front of it and run again",
        model::count_text(now), model::count_text(stored)));
  }
}

/// Returns true if everything came in one answer, which is up to date as it is.
bool crawl_span(CrawlSession& session, const gitlab::TimeRange& span) {
  Ends ends = fetch_ends(session, span);
  const std::optional<std::int64_t> total = ends.oldest.total;
  const bool one_page = !ends.oldest.has_next || ends.oldest.merge_requests.empty();
  store::CrawlPlan plan{gitlab::TimeOrder::created, span.begin, span.end,
                        ends.oldest.answered,       {},         {}};
  plan.windows = one_page
                     ? std::vector<store::TimeWindow>{{span.begin, span.end, span.end,
                                                       ends.oldest.merge_requests.size(), true}}
                     : windows_behind(ends.oldest, ends.newest, session.concurrency);
  plan.page = std::move(ends.oldest.merge_requests);
  std::move(ends.newest.merge_requests.begin(), ends.newest.merge_requests.end(),
            std::back_inserter(plan.page));
  crawl_windows(session, session.store.begin_crawl(session.project, plan));
  if (session.missing.empty()) {
    try {
      require_total(session, plan, total);
    } catch (const base::Error& error) {
      miss(session, "merge requests", error);
    }
  }
  return one_page;
}

/// Returns nullopt if the store has the whole range.
std::optional<gitlab::TimeRange> first_missing(CrawlSession& session, const CrawlRange& range) {
  std::vector<gitlab::TimeRange> covered;
  for (const store::StoredCrawl& crawl : session.store.crawls(session.project)) {
    if (crawl.finished && crawl.order == gitlab::TimeOrder::created) {
      covered.push_back({crawl.begin, crawl.end});
    }
  }
  const auto holes = missing({range.created_after.value_or(gitlab::far_past),
                              range.created_before.value_or(gitlab::far_future)},
                             covered);
  return holes.empty() ? std::nullopt : std::optional(holes.front());
}

void reload(CrawlSession& session, const CrawlTarget& target) {
  session.project = session.store.find_project(target.root, target.project).value();
}

std::vector<store::StoredCrawl> unfinished_crawls(CrawlSession& session) {
  auto crawls = session.store.crawls(session.project);
  crawls.erase(std::remove_if(crawls.begin(), crawls.end(),
                              [](const store::StoredCrawl& crawl) { return crawl.finished; }),
               crawls.end());
  return crawls;
}

/// A moment later than now was recorded by a wrong clock: updates in between may be missing, so
/// everything is fetched again.
void start_over_after_wrong_clock(CrawlSession& session, const CrawlTarget& target) {
  const Instant now = clock_now();
  std::optional<Instant> ahead = session.project.synced;
  for (const store::StoredCrawl& crawl : session.store.crawls(session.project)) {
    ahead = std::max(ahead, std::optional(crawl.planned_at));
  }
  if (!ahead || !is_in_future(*ahead, now)) {
    return;
  }
  session.context.log.warning(fmt::format(
      "{} was collected until {}, which is later than now ({}): a clock was wrong; fetching "
      "everything again",
      target.project, model::to_string(*ahead), model::to_string(now)));
  session.store.start_over(session.project);
  reload(session, target);
}

/// A typical number of updates in about a week, used until the project's own is known.
constexpr std::int64_t usual_update = 500;

void update_or_say_why_not(CrawlSession& session, CrawlMode mode) {
  // After a crawl, only updates made during it are left.
  const std::int64_t expected =
      mode == CrawlMode::incremental
          ? session.store.last_update_size(session.project).value_or(usual_update)
          : 0;
  try {
    update(session, expected);
  } catch (const base::Error& error) {
    miss(session,
         "merge requests updated since " + model::to_string(session.project.synced.value()), error);
  }
}

void follow_labels_or_say_why_not(CrawlSession& session) {
  try {
    follow_labels(session);
  } catch (const base::Error& error) {
    miss(session, "labels renamed or deleted", error);
  }
}

/// Runs before merge requests that GitLab no longer lists are removed from the store: an empty or
/// truncated list would remove good data. In that case the next run fetches everything again.
void require_few_deleted(CrawlSession& session, const CrawlRange& range) {
  constexpr std::int64_t always_few = 10;
  const store::Store::Gone count =
      session.store.count_deleted(session.project, range.created_after.value_or(gitlab::far_past),
                                  range.created_before.value_or(gitlab::far_future));
  if (count.gone > always_few && count.gone > count.stored / 4) {
    session.store.start_over(session.project);
    throw base::Error(fmt::format(
        "GitLab lists only {} of the {} merge requests that {} has; if they were deleted, move "
        "that file away and collect again",
        model::count_text(count.stored - count.gone), model::count_text(count.stored),
        store::store_file));
  }
}

void crawl_all(CrawlSession& session, const CrawlTarget& target, CrawlMode mode) {
  for (const store::StoredCrawl& crawl : unfinished_crawls(session)) {
    crawl_windows(session, crawl);
  }
  bool up_to_date = false;
  while (session.missing.empty()) {
    const auto span = first_missing(session, target.range);
    if (!span) {
      break;
    }
    const bool first = !session.project.synced;
    up_to_date = crawl_span(session, *span) && first;
    reload(session, target);
  }
  reload(session, target);
  if (!up_to_date && session.project.synced) {
    update_or_say_why_not(session, mode);
  }
  if (session.missing.empty() && session.project.full_under_way) {
    require_few_deleted(session, target.range);
    session.store.remove_deleted(session.project);
  }
  if (session.missing.empty()) {
    follow_labels_or_say_why_not(session);
  }
}

CrawlMode mode_of(CrawlSession& session) {
  return session.project.full_under_way        ? CrawlMode::full
         : !session.project.synced             ? CrawlMode::first
         : !unfinished_crawls(session).empty() ? CrawlMode::resumed
                                               : CrawlMode::incremental;
}

store::RunFigures figures(const http::RetryingClient& client, const http::TransferCounts& before,
                          std::string outcome) {
  const http::TransferCounts counts = client.counts() - before;
  return {counts.requests, counts.retries, counts.bytes, std::move(outcome)};
}

}  // namespace

std::string_view to_string(CrawlMode mode) {
  constexpr std::array<std::string_view, 4> names{"first", "resumed", "incremental", "full"};
  return names.at(static_cast<std::size_t>(mode));
}

CrawlResult crawl(http::RetryingClient& client, store::Store& store, const CrawlTarget& target,
                  base::RunContext& context) {
  const http::TransferCounts before = client.counts();
  CrawlSession session{client,
                       store,
                       context,
                       target.root,
                       find_project(client, store, target),
                       static_cast<std::size_t>(target.concurrency),
                       target.allow_partial};
  if (target.full && !session.project.full_under_way) {
    store.start_over(session.project);
    reload(session, target);
  }
  start_over_after_wrong_clock(session, target);
  const CrawlMode mode = mode_of(session);
  store.begin_run(session.project, std::string(to_string(mode)), clock_now());
  try {
    crawl_all(session, target, mode);
  } catch (const base::Error&) {
    store.end_run(clock_now(), figures(client, before, "failed"));
    throw;
  }
  store.end_run(clock_now(),
                figures(client, before, session.missing.empty() ? "complete" : "partial"));
  return {session.project, mode, store.changes(), std::move(session.missing)};
}

}  // namespace dora::crawl
