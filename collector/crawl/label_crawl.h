// Follows labels that were renamed or deleted, which GitLab does not treat as an update of the
// merge request.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "collector/crawl/session.h"
#include "collector/gitlab/project_label.h"

namespace dora::crawl {

/// Compares the project's list of labels with the one of the last run and with the labels of the
/// stored merge requests, and fetches again those that carry a name its label no longer has. Call
/// it once the merge requests are up to date: then each of their labels is in the list. If the list
/// is refused (401, 403, 404), a warning says what cannot be detected. The list is saved only at
/// the end: a run that is killed earlier leaves the work to the next one.
void follow_labels(CrawlSession& session);

/// Returns the names whose merge requests must be fetched again. `stored`: the list of the last
/// run; id 0 marks names that merge requests carry although no list has them, which are requested
/// once. `carried`: names on the stored merge requests.
std::set<std::string> stale_names(const std::vector<gitlab::ProjectLabel>& stored,
                                  const std::vector<gitlab::ProjectLabel>& listed,
                                  const std::set<std::string>& carried);

}  // namespace dora::crawl
