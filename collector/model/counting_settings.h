// What counts as a deployment, and when: chosen in `collect`, saved in collection.json.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/period.h"

namespace dora::model {

/// Which of a merge request's times dates its deployment.
enum class DateBy : std::uint8_t { created, finished };
constexpr std::string_view to_string(DateBy date_by) {
  return date_by == DateBy::created ? "created" : "finished";
}
/// Returns nullopt if the text is neither `created` nor `finished`.
constexpr std::optional<DateBy> parse_date_by(std::string_view text) {
  return text == "created"    ? std::optional(DateBy::created)
         : text == "finished" ? std::optional(DateBy::finished)
                              : std::nullopt;
}

struct CountingSettings {
  Granularity granularity = Granularity::month;
  std::string time_zone = "UTC";  ///< IANA name, in which days begin.
  DateBy date_by = DateBy::created;
  std::optional<std::chrono::year_month_day> since;  ///< First day that counts.
  std::optional<std::chrono::year_month_day> until;  ///< First day that no longer counts.
  std::string service_prefix = "service:";
  std::string tier_prefix = "tier:";
  std::vector<std::string> exclude_authors;
  std::vector<std::string> exclude_labels;
  bool exclude_bots = false;
  /// A failed deployment is left out if one of the same service and tier succeeds within this time.
  /// 0: none is left out.
  std::chrono::minutes superseded_within{0};

  std::string group_prefix{};  ///< Of labels that name groups of a service; empty: none do.
  std::vector<std::string> service_from{};  ///< Patterns that read services, after labels.
  std::vector<std::string> tier_from{};     ///< Likewise of tiers.
  std::string default_tier{};               ///< Of what has a service and no tier; empty: none.
  std::string rename_file{};                ///< That gives services other names; empty: none.
  std::map<std::string, std::string> renames{};  ///< What it says: old names and new ones.
  std::string groups_file{};  ///< That says which services are in which groups; empty: none.

  bool operator==(const CountingSettings&) const = default;
};

}  // namespace dora::model
