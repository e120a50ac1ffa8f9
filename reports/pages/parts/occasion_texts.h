// Freezes, migrations and holidays in words.
#pragma once

#include <string>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/occasions/occasions.h"

namespace dora::pages {

/// `Change freeze (20 December 2026 to 3 January 2027)`, for what overlaps the days.
std::vector<std::string> occasion_texts(const std::vector<occasions::Occasion>& occasions,
                                        model::DayRange days);

}  // namespace dora::pages
