// Brings an already collected project up to date: fetches what was updated since.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "collector/crawl/session.h"

namespace dora::crawl {

/// Fetches everything updated since the project was last in sync, and some minutes more, because
/// clocks differ. A few hundred are fetched as overlapping numbered pages, concurrently: if every
/// overlap holds exactly the same merge requests and every total is the same, nothing moved between
/// pages meanwhile. If something did, or if there are more, they are fetched by windows of update
/// time and a last walk to the open end, where everything updated meanwhile goes. `expected`: how
/// many were probably updated; their pages are requested together with the first, because such a
/// run spends its time waiting.
void update(CrawlSession& session, std::int64_t expected);

/// Page q of 101 - q items shares its first q - 1 with the page before.
gitlab::PageQuery overlapping_page(const gitlab::PageQuery& first, int number);

/// Returns how many such pages hold `total` items; nullopt if that takes too many.
std::optional<int> overlapping_pages_of(std::int64_t total);

/// Returns whether the pages form one list in which nothing moved between requests.
bool is_one_list(const std::vector<Page>& pages);

}  // namespace dora::crawl
