// The numbers of collection.json, for its writer and its reader.
#pragma once

#include <array>
#include <cstdint>

#include "collector/model/collection.h"

namespace dora::model {

/// A number of `Object` and its key.
template <class Object>
struct NumberField {
  const char* key;
  std::int64_t Object::*member;
  bool may_be_missing = false;  ///< In files of older versions.
};

inline constexpr std::array<NumberField<MergeRequestCounts>, 15> merge_request_fields{{
    {"seen", &MergeRequestCounts::seen},
    {"counted", &MergeRequestCounts::counted},
    {"in_flight", &MergeRequestCounts::in_flight},
    {"unknown_state", &MergeRequestCounts::unknown_state},
    {"without_service_label", &MergeRequestCounts::without_service_label},
    {"without_tier_label", &MergeRequestCounts::without_tier_label},
    {"outside_range", &MergeRequestCounts::outside_range},
    {"excluded_author", &MergeRequestCounts::excluded_author},
    {"excluded_label", &MergeRequestCounts::excluded_label},
    {"excluded_bot", &MergeRequestCounts::excluded_bot},
    {"superseded", &MergeRequestCounts::superseded, true},
    {"with_several_services", &MergeRequestCounts::with_several_services},
    {"with_several_tiers", &MergeRequestCounts::with_several_tiers},
    {"merged_without_merged_at", &MergeRequestCounts::merged_without_merged_at},
    {"closed_without_closed_at", &MergeRequestCounts::closed_without_closed_at},
}};

inline constexpr std::array<NumberField<Collection>, 7> total_fields{{
    {"services", &Collection::services},
    {"deployments", &Collection::deployments},
    {"successful", &Collection::successful},
    {"failed", &Collection::failed},
    {"superseded", &Collection::superseded},
    {"requests", &Collection::requests},
    {"retries", &Collection::retries},
}};

}  // namespace dora::model
