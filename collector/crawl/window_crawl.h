// Follows a crawl's windows to their ends, several pages at a time, and stores each page as it
// arrives.
#pragma once

#include "collector/crawl/session.h"

namespace dora::crawl {

/// Continues from where the windows are. On success the crawl is finished and verified: its windows
/// cover what they were planned for, and each was followed to its last page. If a page cannot be
/// fetched, throws an Error or, if the session allows that, leaves the crawl unfinished and records
/// in `missing` what was not fetched.
void crawl_windows(CrawlSession& session, const store::StoredCrawl& crawl);

}  // namespace dora::crawl
