// Formats single values for readers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collector/model/instant.h"
#include "collector/model/time_zone.h"

namespace dora::pages {

/// `2024-01-31`, the date in the zone.
std::string date_text(model::Instant instant, const model::TimeZone& zone);

/// `2024-01-31 14:05`.
std::string time_text(model::Instant instant, const model::TimeZone& zone);

/// `31 Jan, 14:05`: beside a heading that says the year.
std::string short_time_text(model::Instant instant, const model::TimeZone& zone);

/// `31 January 2024, 14:05 (Europe/Berlin)`: for a heading, which must name the zone.
std::string long_time_text(model::Instant instant, const model::TimeZone& zone);

/// Stands between a figure and its unit on a page.
inline constexpr std::string_view no_break_space = "\u00a0";

/// Returns a figure with this in place of its spaces.
std::string with_space(std::string_view figure, std::string_view space);

/// `9 of 126;`, `95% interval 3.8 to 13.0%`: a line may break between them, but not within one.
using Clauses = std::vector<std::string>;

/// Keeps the parts of durations together: in `September: 1 h 40 min (5 failures)` the spaces
/// between `1` and `min`.
std::string unbroken_durations(std::string_view text);

/// Adds a clause after a semicolon. Nothing is added if it is empty.
void add_clause(Clauses& clauses, std::string clause);

/// With spaces, for text that is not laid out by a browser.
std::string plain_text(const Clauses& clauses);
/// With no-break spaces within each clause.
std::string unbroken_text(const Clauses& clauses);

}  // namespace dora::pages
