// Finds failed deployments that were soon replaced: closed, and then another one merged. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "collector/model/instant.h"

namespace dora::collector {

/// The end of a deployment, as small as millions of them need it.
struct Finish {
  model::Instant time;     ///< merged_at or closed_at; the creation where there is none.
  std::uint32_t tier = 0;  ///< Any number that stands for the tier.
  bool merged = false;
};

/// For each of one service's deployments, in the order given, which is of no matter: whether it is
/// superseded. That is one which was closed and which one of the same tier that was merged follows,
/// at most `within` later and not earlier.
std::vector<bool> find_superseded(const std::vector<Finish>& deployments,
                                  std::chrono::seconds within);

}  // namespace dora::collector
