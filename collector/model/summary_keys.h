// The keys and the rates of summary.json, for its writer and its reader.
#pragma once

#include <string>
#include <string_view>

#include "collector/model/rounding.h"
#include "collector/model/summary.h"

namespace dora::model {

inline constexpr std::string_view failed_suffix = "_failed";
inline constexpr std::string_view rate_suffix = "_failure_rate";

/// `20.0`, `7.14`: at most two decimals, without a trailing zero.
inline std::string rate_number(const Counts& counts) {
  std::string text = decimal_text(failure_percent(counts).value_or(Ratio()), 2);
  if (text.back() == '0') {
    text.pop_back();
  }
  return text;
}

}  // namespace dora::model
