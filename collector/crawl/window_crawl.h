// Follows a crawl's windows to their ends, pages side by side, and stores each page as it comes.
#pragma once

#include "collector/crawl/session.h"

namespace dora::crawl {

/// From where the windows are. Ends with the crawl finished and proven: its windows cover what they
/// were planned for, and every one of them was followed to its last page. A page that cannot be
/// fetched ends it with an Error or, where the session allows that, leaves it unfinished and says
/// in `missing` what was not had.
void crawl_windows(CrawlSession& session, const store::StoredCrawl& crawl);

}  // namespace dora::crawl
