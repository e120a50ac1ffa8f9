// Says how a period is written where a label is almost that of one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dora::model {

/// For a label that parse_period() refuses: what is wrong with one that a person means as a period,
/// such as `2024-8`, `2024-q1` (`not a period; write "2024-08"`) or `2021-W53` (`not a period: 2021
/// has 52 weeks`); nullopt for anything else.
std::optional<std::string> period_hint(std::string_view label);

}  // namespace dora::model
