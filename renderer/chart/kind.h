// The kinds of charts, and their names in charts.json and file names.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace dora::chart {

enum class Kind {
  combined,       ///< Deployments and failure rate per period, of all services together.
  heatmap,        ///< Failure rates of the busiest services, per period.
  worst_heatmap,  ///< Likewise, of the services with the highest failure rates.
  lead_time,      ///< Of all services together, per period.
  restore_time,   ///< Of all services together, per period.
  service,        ///< Like `combined`, for one service.
  times,          ///< Lead time and time to restore of one service, per period.
  tiers           ///< Deployments of one service in each of its tiers, per period.
};

/// In the order of the index.
inline constexpr std::array<Kind, 5> overall_kinds{
    Kind::combined, Kind::heatmap, Kind::worst_heatmap, Kind::lead_time, Kind::restore_time};
inline constexpr std::array<Kind, 3> service_kinds{Kind::service, Kind::times, Kind::tiers};

/// True if it shows all services together; there is one chart of such a kind.
constexpr bool is_overall(Kind kind) {
  return kind < Kind::service;
}

std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

}  // namespace dora::chart
