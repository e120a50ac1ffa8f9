// Explains how to write a period if a label is almost one.
#include "collector/model/period_hint.h"

#include <fmt/format.h>

#include "collector/model/instant.h"
#include "collector/model/period.h"
#include "collector/model/wording.h"

namespace dora::model {
namespace {

using std::chrono::local_days;

/// Reads a label from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }

  /// Takes one of `characters` if it comes next.
  char any_of(std::string_view characters) {
    if (text_.empty() || characters.find(text_.front()) == std::string_view::npos) {
      return '\0';
    }
    const char taken = text_.front();
    text_.remove_prefix(1);
    return taken;
  }

  /// Takes a whole number of at most `most` digits.
  std::optional<int> number(std::size_t most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < most; ++digits) {
      const char digit = any_of("0123456789");
      if (digit == '\0') {
        break;
      }
      value = 10 * value + (digit - '0');
    }
    return digits > 0 ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view text_;
};

constexpr std::string_view separators = "-/._ ";

struct Parts {
  int year = 0;
  char letter = '\0';  ///< `W`, `Q`, or none.
  int number = 0;      ///< The month, week or quarter.
  std::optional<int> day;
};

std::optional<Parts> parts_of(std::string_view label) {
  Scanner scanner(label);
  Parts parts;
  const bool has_four_digits =
      label.size() > 4 && label.find_first_not_of("0123456789") >= std::size_t{4};
  if (!has_four_digits) {
    return std::nullopt;
  }
  parts.year = *scanner.number(4);
  const bool separated = scanner.any_of(separators) != '\0';
  const char letter = scanner.any_of("WwQq");
  parts.letter = letter == 'w' ? 'W' : letter == 'q' ? 'Q' : letter;
  const auto number = scanner.number(2);
  if (!number || (!separated && letter == '\0')) {
    return std::nullopt;
  }
  parts.number = *number;
  if (letter == '\0' && scanner.any_of(separators) != '\0') {
    parts.day = scanner.number(2);
  }
  return scanner.at_end() ? std::optional(parts) : std::nullopt;
}

std::string label_of(const Parts& parts) {
  if (parts.letter == 'Q') {
    return fmt::format("{:04}-Q{}", parts.year, parts.number);
  }
  const std::string month_or_week =
      fmt::format("{:04}-{}{:02}", parts.year, parts.letter == 'W' ? "W" : "", parts.number);
  return parts.day ? fmt::format("{}-{:02}", month_or_week, *parts.day) : month_or_week;
}

/// Returns why there is no such period.
std::string reason_of(const Parts& parts) {
  if (parts.letter == 'W') {
    const bool has_53 = parse_period(fmt::format("{:04}-W53", parts.year)).has_value();
    return fmt::format("{} has {} weeks", parts.year, has_53 ? 53 : 52);
  }
  if (parts.letter == 'Q') {
    return "a year has 4 quarters";
  }
  const auto month = parse_period(fmt::format("{:04}-{:02}", parts.year, parts.number));
  return month ? fmt::format("{} has {} days", name(*month), (end(*month) - month->begin).count())
               : "a year has 12 months";
}

}  // namespace

std::optional<std::string> period_hint(std::string_view label) {
  const auto parts = parts_of(label);
  if (!parts) {
    return std::nullopt;
  }
  const std::string right = label_of(*parts);
  return parse_period(right) ? fmt::format("not a period; write \"{}\"", right)
                             : fmt::format("not a period: {}", reason_of(*parts));
}

}  // namespace dora::model
