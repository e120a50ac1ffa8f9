// Follows labels that were renamed or deleted: GitLab calls no merge request updated then.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "collector/crawl/session.h"
#include "collector/gitlab/project_label.h"

namespace dora::crawl {

/// Compares the project's list of labels with the one of the last run and with the labels of the
/// stored merge requests, and asks again for those that carry a name which is no longer its
/// label's. Call it after the merge requests are up to date: then each of their labels is in the
/// list. Where the list is refused (401, 403, 404) a warning says what is not seen. The list is
/// remembered at the end only: a run that is killed before leaves the work to the next one.
void follow_labels(CrawlSession& session);

/// The names under which merge requests must be asked for again. `stored`: the list of the last
/// run; with the id 0 names that merge requests carry although no list has them, which are asked
/// for once. `carried`: by the stored merge requests.
std::set<std::string> stale_names(const std::vector<gitlab::ProjectLabel>& stored,
                                  const std::vector<gitlab::ProjectLabel>& listed,
                                  const std::set<std::string>& carried);

}  // namespace dora::crawl
