// Brings a project up to date that was collected before: asks for what was updated since.
#pragma once

#include "collector/crawl_session.h"

namespace dora::collector {

/// Asks for everything updated since the project was in sync, and some minutes more, because clocks
/// differ. A few hundred are had by numbered pages side by side that overlap each other: when every
/// overlap holds exactly the same merge requests and every total is the same, nothing moved from
/// page to page meanwhile. Where it did, where there are more, or where GitLab tells no total, by
/// windows of update time and a last walk to the open end, where everything goes that is updated
/// meanwhile.
void update(CrawlSession& session);

/// The queries that overlap: page q of 101 - q items shares its first q - 1 with the page before.
/// Nothing when `total` are too many for a few such pages.
std::vector<PageQuery> overlapping_pages(const PageQuery& first, std::int64_t total);

/// Whether the pages of those queries are one list, of which nothing moved in between.
bool is_one_list(const std::vector<Page>& pages);

}  // namespace dora::collector
