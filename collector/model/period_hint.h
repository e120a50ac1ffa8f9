// Explains how to write a period if a label is almost one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dora::model {

/// For a label that parse_period() rejects: says what is wrong if it was probably meant as a
/// period, such as `2024-8`, `2024-q1` (`not a period; write "2024-08"`) or `2021-W53` (`not a
/// period: 2021 has 52 weeks`). Returns nullopt for any other label.
std::optional<std::string> period_hint(std::string_view label);

}  // namespace dora::model
