// The store's crawls: their windows, and the merge requests on their pages.
#include "collector/store/rows.h"
#include "collector/store/store_impl.h"

namespace dora::store {
namespace {

using model::Instant;
using Statement = SQLite::Statement;

}  // namespace

void Store::Impl::save(const StoredProject& project, const gitlab::MergeRequest& merge_request) {
  Row key(find);
  key << project.key << merge_request.iid;
  if (!key.step()) {
    ++changes.added;
    Row row(put);
    row << project.key << merge_request.iid;
    (row << merge_request) << run << run << run;
    row.execute();
    return;
  }
  const gitlab::MergeRequest before = read_merge_request(find);
  const std::int64_t added_by = to_integer(find.getColumn(13));
  const std::int64_t changed_by = to_integer(find.getColumn(14));
  const bool seen_before = to_integer(find.getColumn(15)) == run;
  // Within a run, pages arrive out of order, and one of GitLab's replicas may be behind. A full run
  // accepts what GitLab says, and a time in the future comes from a wrong clock.
  const bool may_be_older =
      !seen_before && (project.full_under_way || before.updated_at > run_began);
  const bool is_newer =
      before != merge_request && (may_be_older || before.updated_at <= merge_request.updated_at);
  changes.unchanged += !is_newer && !seen_before ? 1 : 0;
  if (!is_newer) {
    Row(touch) << run << project.key << merge_request.iid;
    touch.exec();
    return;
  }
  // Seen twice by this run and different the second time: it was counted as unchanged.
  const bool counted_unchanged = seen_before && changed_by != run;
  changes.unchanged -= counted_unchanged ? 1 : 0;
  changes.changed += !seen_before || counted_unchanged ? 1 : 0;
  Row row(put);
  row << project.key << merge_request.iid;
  (row << merge_request) << added_by << run << run;
  row.execute();
}

void Store::Impl::save(const StoredProject& project,
                       const std::vector<gitlab::MergeRequest>& page) {
  for (const gitlab::MergeRequest& each : page) {
    save(project, each);
  }
  find.reset();
}

void Store::Impl::save_window(std::int64_t crawl, std::size_t index, const TimeWindow& window) {
  Row row(put_window);
  row << crawl << static_cast<std::int64_t>(index) << window.begin << window.reached << window.end
      << static_cast<std::int64_t>(window.seen) << window.finished;
  row.execute();
}

std::vector<StoredCrawl> Store::crawls(const StoredProject& project) {
  return with_store_errors(impl_->file, [&] {
    Statement query(impl_->db, fmt::format("SELECT {} FROM crawl WHERE project = ? ORDER BY key",
                                           crawl_columns));
    Row row(query);
    row << project.key;
    std::vector<StoredCrawl> crawls;
    while (row.step()) {
      crawls.push_back(read_crawl(query));
    }
    return crawls;
  });
}

std::vector<TimeWindow> Store::windows(const StoredCrawl& crawl) {
  return with_store_errors(impl_->file, [&] {
    Statement query(
        impl_->db,
        fmt::format("SELECT {} FROM crawl_window WHERE crawl = ? ORDER BY number", window_columns));
    Row row(query);
    row << crawl.key;
    std::vector<TimeWindow> windows;
    while (row.step()) {
      windows.push_back(read_window(query));
    }
    return windows;
  });
}

StoredCrawl Store::begin_crawl(const StoredProject& project, const CrawlPlan& plan) {
  return with_store_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute(
        "INSERT INTO crawl (project, time_order, begin, end, planned_at, finished) VALUES "
        "(?,?,?,?,?,0)",
        project.key, order_text(plan.order), plan.begin, plan.end, plan.planned_at);
    const StoredCrawl crawl{
        impl_->db.getLastInsertRowid(), plan.order, plan.begin, plan.end, plan.planned_at, false};
    for (std::size_t i = 0; i < plan.windows.size(); ++i) {
      impl_->save_window(crawl.key, i, plan.windows[i]);
    }
    impl_->save(project, plan.page);
    impl_->execute("UPDATE project SET synced = coalesce(synced, ?) WHERE key = ?", plan.planned_at,
                   project.key);
    transaction.commit();
    return crawl;
  });
}

void Store::save_page(const StoredProject& project, const StoredCrawl& crawl,
                      const std::vector<gitlab::MergeRequest>& page,
                      const std::vector<NumberedWindow>& windows) {
  with_store_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, page);
    for (const auto& [index, window] : windows) {
      impl_->save_window(crawl.key, index, window);
    }
    transaction.commit();
  });
}

void Store::finish_crawl(const StoredProject& project, const StoredCrawl& crawl) {
  with_store_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->execute("UPDATE crawl SET finished = 1 WHERE key = ?", crawl.key);
    if (crawl.order == gitlab::TimeOrder::updated) {
      impl_->execute("UPDATE project SET synced = max(synced, ?) WHERE key = ?", crawl.planned_at,
                     project.key);
    }
    transaction.commit();
  });
}

void Store::save_update(const StoredProject& project,
                        const std::vector<gitlab::MergeRequest>& merge_requests, Instant synced) {
  with_store_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, merge_requests);
    impl_->execute("UPDATE project SET synced = ? WHERE key = ?", synced, project.key);
    transaction.commit();
  });
}

void Store::save_merge_requests(const StoredProject& project,
                                const std::vector<gitlab::MergeRequest>& merge_requests) {
  with_store_errors(impl_->file, [&] {
    SQLite::Transaction transaction(impl_->db);
    impl_->save(project, merge_requests);
    transaction.commit();
  });
}

}  // namespace dora::store
