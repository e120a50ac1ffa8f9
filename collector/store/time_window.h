// A window of time in a crawl, and how far it has been followed.
#pragma once

#include <cstddef>

#include "collector/model/instant.h"

namespace dora::store {

/// Part of a crawl; both ends are inclusive, like GitLab's created_after and created_before.
struct TimeWindow {
  model::Instant begin;
  model::Instant reached;  ///< Everything before has been seen.
  model::Instant end;
  std::size_t seen = 0;   ///< Merge requests on its pages; those on borders count twice.
  bool finished = false;  ///< Followed to its last page: everything up to `end` has been seen.

  bool operator==(const TimeWindow&) const = default;
};

}  // namespace dora::store
