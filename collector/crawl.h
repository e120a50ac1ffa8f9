// Fetches every merge request of a project, pages side by side; knows nothing of labels and files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "collector/base/run_context.h"
#include "collector/gitlab_api.h"
#include "collector/http/patient_client.h"
#include "collector/merge_request.h"

namespace dora::collector {

struct CrawlRange {
  std::optional<model::Instant> created_after;   ///< Inclusive.
  std::optional<model::Instant> created_before;  ///< Inclusive.
};

struct CrawlTarget {
  std::string root;  ///< As api_root() gives it.
  std::int64_t project_id = 0;
  CrawlRange range;
  int concurrency = 10;  ///< Requests under way at the same time, at most.
};

/// Asks GitLab for the project by its id or path.
Project find_project(http::PatientClient& client, const std::string& root,
                     const std::string& project);

/// All that were created until the crawl began, each iid once, by iid. A page that cannot be had or
/// read after all tries ends it with an Error: what is returned is complete.
std::vector<MergeRequest> crawl(http::PatientClient& client, const CrawlTarget& target,
                                base::RunContext& context);

}  // namespace dora::collector
