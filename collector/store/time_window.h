// A window of time of a crawl, and how far it was followed.
#pragma once

#include <cstddef>

#include "collector/model/instant.h"

namespace dora::store {

/// A part of a crawl; both ends are inclusive, as GitLab's created_after and created_before.
struct TimeWindow {
  model::Instant begin;
  model::Instant reached;  ///< Everything before is seen.
  model::Instant end;
  std::size_t seen = 0;   ///< On its pages; those on borders are seen twice.
  bool finished = false;  ///< Followed to its last page: everything up to `end` is seen.

  bool operator==(const TimeWindow&) const = default;
};

}  // namespace dora::store
