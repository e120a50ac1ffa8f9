// Collects examples of merge requests whose service or tier nothing names.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "collector/counting/counting.h"
#include "collector/model/collection.h"

namespace dora::counting {

/// Of one project; keeps the last few that it sees of each kind.
class UnreadExamples {
 public:
  static constexpr std::size_t most = 5;

  explicit UnreadExamples(std::string project) : project_(std::move(project)) {}

  void see(const gitlab::MergeRequest& merge_request, Decision decision);
  /// Those without a service, then those without a tier, each with the last one first.
  std::vector<model::UnreadExample> result() const;

 private:
  std::string project_;
  std::deque<model::UnreadExample> without_service_;
  std::deque<model::UnreadExample> without_tier_;
};

}  // namespace dora::counting
