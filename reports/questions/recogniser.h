// Recognises a question asked in plain words, without a model: keywords, names, periods.
#pragma once

#include <string_view>
#include <vector>

#include "reports/questions/question.h"

namespace dora::questions {

/// The same words always give the same question. A Refusal says what was not understood.
Understood recognise(std::string_view text, const Report& report);

/// Questions to begin with, about this report: of its main tier, its busiest service.
std::vector<std::string> suggestions(const Report& report);

}  // namespace dora::questions
