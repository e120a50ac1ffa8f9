// When a card is worth a note.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "reports/cards/card.h"

namespace dora::cards {

struct Condition {
  enum class Kind : std::uint8_t { attention, failing, rate };
  Kind kind = Kind::attention;
  double percent = 0;  ///< Of a rate: it must be higher.
};

/// `attention`: a service needs attention; `failing`: one is failing; `rate>10%`: the failure rate
/// of one in the last four weeks is higher. Returns nullopt for anything else.
std::optional<Condition> parse_condition(std::string_view text);

bool holds(const Condition& condition, const Card& card);

}  // namespace dora::cards
