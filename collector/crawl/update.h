// Brings a project up to date that was collected before: asks for what was updated since.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "collector/crawl/session.h"

namespace dora::crawl {

/// Asks for everything updated since the project was in sync, and some minutes more, because clocks
/// differ. A few hundred are had by numbered pages side by side that overlap each other: when every
/// overlap holds exactly the same merge requests and every total is the same, nothing moved from
/// page to page meanwhile. Where it did, or where there are more, by windows of update time and a
/// last walk to the open end, where everything goes that is updated meanwhile. `expected`: how many
/// were updated, as far as can be told; their pages are asked for together with the first, because
/// waiting is what the time of such a run goes to.
void update(CrawlSession& session, std::int64_t expected);

/// Page q of 101 - q items shares its first q - 1 with the page before.
gitlab::PageQuery overlapping_page(const gitlab::PageQuery& first, int number);

/// How many such pages hold `total` items; nothing when a few such pages do not.
std::optional<int> overlapping_pages_of(std::int64_t total);

/// Whether the pages of those queries are one list, of which nothing moved in between.
bool is_one_list(const std::vector<Page>& pages);

}  // namespace dora::crawl
