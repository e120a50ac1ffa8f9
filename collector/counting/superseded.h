// Finds failed deployments that were soon replaced: closed, and then another one merged. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"

namespace dora::counting {

/// The end of a deployment, as small as millions of them need it.
struct Outcome {
  model::Instant time;     ///< merged_at or closed_at; the creation where there is none.
  std::uint32_t tier = 0;  ///< Any number that stands for the tier.
  bool merged = false;
};

/// For each of one service's deployments, in the order given, which is of no matter: whether it is
/// superseded. That is one which was closed and which one of the same tier that was merged follows,
/// at most `within` later and not earlier.
std::vector<bool> find_superseded(const std::vector<Outcome>& deployments,
                                  std::chrono::seconds within);

/// The same for the deployments of many services, of which only those of one are in memory.
class SupersededFinder {
 public:
  explicit SupersededFinder(std::chrono::seconds within) : within_(within) {}

  /// Those of a service come one after the other.
  void add(std::string_view service, const model::Deployment& deployment);
  /// For each that was added, in that order.
  std::vector<bool> finish();

 private:
  void finish_service();

  std::chrono::seconds within_;
  std::map<std::string, std::uint32_t, std::less<>> tiers_;
  std::string service_;
  std::vector<Outcome> finishes_;  ///< Of that service.
  std::vector<bool> superseded_;  ///< Of all services before.
};

}  // namespace dora::counting
