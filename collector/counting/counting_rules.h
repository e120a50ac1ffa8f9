// Which merge requests count, and as what.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "collector/counting/exclusion.h"
#include "collector/model/counting_settings.h"
#include "collector/model/instant.h"
#include "collector/model/time_zone.h"
#include "collector/names/name_rules.h"

namespace dora::counting {

struct CountingRules {
  std::string service_prefix = "service:";
  std::string tier_prefix = "tier:";
  model::DateBy date_by = model::DateBy::created;
  std::optional<model::Instant> since;  ///< The first moment that counts.
  std::optional<model::Instant> until;  ///< The first moment that no longer counts.
  Exclusions exclusions;
  std::chrono::minutes superseded_within{0};  ///< 0: none is superseded.
  std::string group_prefix{};                 ///< Empty: services have no groups.
  names::NameRules names{};                   ///< Besides labels with these prefixes.
};

/// Days begin in `zone`, which is the settings' own. Throws a UsageError for settings that
/// contradict one another, and for patterns that are none.
CountingRules rules_of(const model::CountingSettings& settings, const model::TimeZone& zone);

}  // namespace dora::counting
