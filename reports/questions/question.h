// A question: one of a few fixed functions and its arguments, from a form's fields and back.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "collector/model/period.h"
#include "reports/questions/report.h"

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
};
using Understood = std::variant<Question, Refusal>;

inline constexpr std::size_t most_ranked = 100;
/// Of figures: more rows than anybody reads.
inline constexpr int most_periods = 120;

using Fields = std::map<std::string, std::string, std::less<>>;

/// Reads `function`, `service`, `tier`, `metric`, `n`, `period`, `from`, `to` and `granularity`.
/// Empty fields are as if they were not there. Periods are labels, such as `2024-W05`, or words,
/// such as `last week`.
Understood question_of(const Fields& fields, const Report& report);

/// The fields that give the question again, without those that a function does not take.
Fields fields_of(const Question& question, const Report& report);

/// Fills in the periods that were not given, and refuses what the data do not hold.
Understood completed(Question question, const Report& report);

/// The question in words: `Failed deployments in production, week 47 of 2026`.
std::string in_words(const Question& question, const Report& report);

}  // namespace dora::questions
