// Recognises a question asked in plain words, without a model: keywords, names, periods.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reports/questions/question.h"
#include "reports/questions/report.h"

namespace dora::questions {

/// The same words always give the same question. A Refusal says what was not understood.
Understood recognise(std::string_view text, const Report& report);

/// A question in which names of the report are replaced: `how is s1 doing in t1`.
struct AliasedText {
  std::string text;                   ///< Without capitals and accents.
  std::vector<std::size_t> services;  ///< Those that `s1`, `s2`, ... stand for.
  std::vector<std::string> tiers;     ///< Those that `t1`, `t2`, ... stand for.
};
AliasedText with_aliases(std::string_view text, const Report& report);

/// Questions to begin with, about this report: of its main tier, its busiest service.
std::vector<std::string> suggestions(const Report& report);

}  // namespace dora::questions
