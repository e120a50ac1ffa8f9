// Generates the merge requests of a deployment project from a seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tests/tools/gitlab_server/merge_request.h"

namespace dora::test {

struct GeneratorOptions {
  std::uint64_t seed = 1;
  std::size_t services = 40;
  std::size_t merge_requests = 2000;
  int months = 24;  ///< Calendar months in UTC, including the one of `end`.
  Moment end = Moment(std::chrono::sys_days(std::chrono::year(2024) / 6 / 17)) +
               std::chrono::minutes(9 * 60 + 30);
  bool hostile_names = false;
  bool stories = false;                    ///< As with_stories() tells them.
  std::size_t long_description_every = 0;  ///< One in so many has a description of 1 MiB; 0: none.
};

/// Returns merge requests by creation time, and thus by iid and id; some are created at the same
/// moment. The same options give the same merge requests. If there are enough, every service has at
/// least one.
std::vector<MergeRequest> generate(const GeneratorOptions& options);

}  // namespace dora::test
