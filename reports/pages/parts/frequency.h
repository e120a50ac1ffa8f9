// How often something is deployed, in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/model/rounding.h"

namespace dora::pages {

/// A unit of time for frequencies; a year has 365.25 days.
struct FrequencyUnit {
  const char* name;
  model::Ratio days;
};

/// Formats deployments per day in the unit in which the number is 1.0 or more, `3.0 a year`, and
/// below one a year as `1 in 14 months`; `none` for 0 and if unknown.
std::string frequency_text(const std::optional<model::Ratio>& a_day);

/// Returns the unit for frequencies that are compared: that of the one in the middle, or of the
/// higher one of the two. Zeros do not matter.
const FrequencyUnit& common_unit(std::vector<model::Ratio> a_day);

/// Formats in a given unit: `4.1 a day`, and `0.03 a day` rather than `0.0 a day`; `none` for 0.
std::string frequency_text(const model::Ratio& a_day, const FrequencyUnit& unit);

}  // namespace dora::pages
