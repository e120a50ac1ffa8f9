// What a correct collection of generated merge requests must contain, computed from the generator's
// own truth and not from labels or the program's code, so that tests compare two computations.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

struct ExpectedOptions {
  std::string period = "month";  ///< day, week, month, quarter; in UTC.
  bool by_finish = false;        ///< merged_at or closed_at; created_at if that is missing.
};

/// Returns text in the form of summary.json.
std::string expected_summary(const std::vector<MergeRequest>& merge_requests,
                             const ExpectedOptions& options);

/// Returns `{"merge_requests": {...}, "services": N, ...}` with the keys of collection.json.
std::string expected_counts(const std::vector<MergeRequest>& merge_requests);

}  // namespace dora::test
