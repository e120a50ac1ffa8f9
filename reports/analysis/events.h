// What happened to one service, in the order in which it happened.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"
#include "collector/model/time_zone.h"

namespace dora::analysis {

/// A merge request was merged or closed.
struct Event {
  model::Instant time;
  std::chrono::local_days day;
  std::uint32_t deployment = 0;  ///< Index into the service's deployments.
  std::uint32_t tier = 0;        ///< Index into Events::tiers.
  bool failed = false;
};

struct Events {
  std::vector<Event> events;            ///< By time, then iid.
  std::vector<std::string_view> tiers;  ///< Each once; borrowed from the deployments.
};

Events events_of(const std::vector<model::Deployment>& deployments, const model::TimeZone& zone);

}  // namespace dora::analysis
