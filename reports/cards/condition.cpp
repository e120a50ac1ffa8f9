// When a card is worth a note.
#include "reports/cards/condition.h"

#include <charconv>

namespace dora::cards {

std::optional<Condition> parse_condition(std::string_view text) {
  constexpr std::string_view rate = "rate>";
  if (text == "attention") {
    return Condition{Condition::Kind::attention};
  }
  if (text == "failing") {
    return Condition{Condition::Kind::failing};
  }
  if (!text.starts_with(rate) || !text.ends_with('%')) {
    return std::nullopt;
  }
  text.remove_prefix(rate.size());
  text.remove_suffix(1);
  double percent = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, percent, std::chars_format::fixed);
  return error == std::errc() && end == last && percent >= 0 && percent <= 100
             ? std::optional(Condition{Condition::Kind::rate, percent})
             : std::nullopt;
}

bool holds(const Condition& condition, const Card& card) {
  switch (condition.kind) {
    case Condition::Kind::attention:
      return card.unusual;
    case Condition::Kind::failing:
      return card.failing;
    case Condition::Kind::rate:
      break;
  }
  return card.failure_rate > condition.percent;
}

}  // namespace dora::cards
