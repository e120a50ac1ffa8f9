// Makes generated merge requests believable: office hours, quiet holidays, failures that are
// mended, teams, and a few stories.
//
// The stories are told relative to the end of the data, by the busiest services:
// - the failure rate of the busiest one rose in the last two weeks;
// - the next one has been failing in production for three days, four times in a row;
// - the third has not been deployed for sixteen days;
// - the fourth was down for two days in the last full week, and recovered;
// - notifications-v2 is new: first deployed ten days ago.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

/// `merge_requests` are by creation time; so is the result, which is longer and numbered anew. The
/// same arguments give the same result.
std::vector<MergeRequest> with_stories(std::vector<MergeRequest> merge_requests, Moment end,
                                       std::uint64_t seed);

}  // namespace dora::test
