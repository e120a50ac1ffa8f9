// Finds gaps in the numbers of a project's merge requests: deleted ones, or ones we may not see.
#pragma once

#include <cstdint>
#include <optional>

#include "collector/model/collection.h"

namespace dora::counting {

/// GitLab numbers a project's merge requests from 1, without gaps.
class IidGaps {
 public:
  /// `expected`: the first iid of all, if known.
  explicit IidGaps(std::optional<std::int64_t> expected) : expected_(expected) {}

  /// Call it in ascending order, once per iid.
  void see(std::int64_t iid);
  const model::MissingIids& missing() const { return missing_; }

 private:
  std::optional<std::int64_t> expected_;
  model::MissingIids missing_;
};

}  // namespace dora::counting
