// Formats single values for readers.
#pragma once

#include <string>
#include <string_view>

#include "collector/model/instant.h"
#include "collector/model/time_zone.h"

namespace dora::pages {

/// `2024-01-31`, the date in the zone.
std::string date_text(model::Instant instant, const model::TimeZone& zone);

/// `2024-01-31 14:05`.
std::string time_text(model::Instant instant, const model::TimeZone& zone);

/// `31 January 2024, 14:05 (Europe/Berlin)`: for a heading, which must name the zone.
std::string long_time_text(model::Instant instant, const model::TimeZone& zone);

/// Returns the text with no-break spaces between figures and their units: `7.1 %`, `2 d 4 h`.
std::string whole_figures(std::string_view text);

}  // namespace dora::pages
