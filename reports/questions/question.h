// A question: one of a few fixed functions and its arguments.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "collector/model/period.h"

namespace dora::questions {

enum class Function : std::uint8_t { figures, rank, compare, failures, attention };
inline constexpr std::array<std::string_view, 5> function_names{"figures", "rank", "compare",
                                                                "failures", "attention"};

/// What services are ranked by. `worse` and `better` are those whose failure rate changed
/// significantly.
enum class Metric : std::uint8_t {
  deployments,
  failures,
  failure_rate,
  lead_time,
  restore_time,
  worse,
  better
};
inline constexpr std::array<std::string_view, 7> metric_names{
    "deployments", "failures", "failure_rate", "lead_time", "restore_time", "worse", "better"};

/// Arguments that a function does not take are left as they are.
struct Question {
  Function function = Function::attention;
  std::optional<std::size_t> service;  ///< nullopt: all services.
  std::string tier;                    ///< Of failures and attention; empty: all tiers.
  Metric metric = Metric::deployments;
  std::size_t count = 10;               ///< How many services are ranked, at most.
  std::optional<model::Period> first;   ///< figures: the first; compare: the earlier one.
  std::optional<model::Period> period;  ///< The last or only one.

  bool operator==(const Question&) const = default;
};

/// Why there is no question: a sentence for the reader.
struct Refusal {
  std::string reason;
  bool quotes_field = false;  ///< The reason repeats a field that could not be read.
};
using Understood = std::variant<Question, Refusal>;

inline constexpr std::size_t most_ranked = 100;

}  // namespace dora::questions
