// Which kinds of charts there are and what charts.json and file names call them; draws none.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace dora::chart {

enum class Kind {
  combined,      ///< Deployments and failure rate per period, of all services together.
  heatmap,       ///< Failure rates of the busiest services, per period.
  lead_time,     ///< Of all services together, per period.
  restore_time,  ///< Of all services together, per period.
  service,       ///< As `combined`, of one service.
  times,         ///< Lead time and time to restore of one service, per period.
  tiers          ///< Deployments of one service in each of its tiers, per period.
};

/// In the order in which an index lists them.
inline constexpr std::array<Kind, 4> overall_kinds{Kind::combined, Kind::heatmap, Kind::lead_time,
                                                   Kind::restore_time};
inline constexpr std::array<Kind, 3> service_kinds{Kind::service, Kind::times, Kind::tiers};

/// True when it shows all services together, and so there is one of it.
constexpr bool is_overall(Kind kind) {
  return kind < Kind::service;
}

std::string_view name_of(Kind kind);
std::optional<Kind> parse_kind(std::string_view name);

}  // namespace dora::chart
