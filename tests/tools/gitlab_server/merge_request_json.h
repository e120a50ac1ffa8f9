// Writes a merge request like GitLab's API, full or simple.
#pragma once

#include <string>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

/// Returns all keys of GitLab 15's list, about 2 KB.
std::string full_json(const MergeRequest& merge_request, const Project& project);

/// Returns what `view=simple` leaves: no labels, no merged_at, no closed_at.
std::string simple_json(const MergeRequest& merge_request, const Project& project);

/// Returns the answer to `GET /projects/:id`, with the keys that clients use.
std::string project_json(const Project& project);

}  // namespace dora::test
