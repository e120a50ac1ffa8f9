// Finds failed deployments that were soon replaced: closed, followed by a merged one. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/counting/counting.h"
#include "collector/model/deployment.h"

namespace dora::counting {

/// The end of a deployment, kept small because millions are held.
struct Outcome {
  model::Instant time;     ///< merged_at or closed_at, otherwise the creation time.
  std::uint32_t tier = 0;  ///< Any number that identifies the tier.
  bool merged = false;
};

/// Returns for each of one service's deployments, in the order given (any order will do), whether
/// it is superseded: closed, and followed by a merged one of the same tier not earlier and at most
/// `within` later.
std::vector<bool> find_superseded(const std::vector<Outcome>& deployments,
                                  std::chrono::seconds within);

/// Does the same for many services, holding only one service's deployments in memory.
class SupersededFinder {
 public:
  explicit SupersededFinder(std::chrono::seconds within) : within_(within) {}

  /// Deployments of a service must be added one after the other.
  void add(std::string_view service, const model::Deployment& deployment);
  /// Returns one entry per deployment, in the order added.
  std::vector<bool> finish();

 private:
  void finish_service();

  std::chrono::seconds within_;
  std::map<std::string, std::uint32_t, std::less<>> tiers_;
  std::string service_;
  std::vector<Outcome> finishes_;  ///< Of the current service.
  std::vector<bool> superseded_;   ///< Of all earlier services.
};

/// Finds the merge requests of which no deployment is left, with a byte for each that counts.
class SupersededMergeRequests {
 public:
  /// Returns the number of the merge request.
  std::int64_t add(const CountedMergeRequest& counted);
  /// One of its deployments is not superseded.
  void keep(std::int64_t number) { merge_requests_[static_cast<std::size_t>(number)] = kept; }
  /// Moves those that were not kept from the merge requests that count into their own group.
  void move(model::MergeRequestCounts& counts) const;

 private:
  // What is known of a merge request: kept, or any of the others.
  static constexpr unsigned char kept = 1;
  static constexpr unsigned char several_services = 2;
  static constexpr unsigned char several_tiers = 4;
  static constexpr unsigned char without_closed_at = 8;

  std::vector<unsigned char> merge_requests_;
};

}  // namespace dora::counting
