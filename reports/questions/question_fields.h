// Reads a question from the fields of a form, and gives them back.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "reports/questions/question.h"
#include "reports/questions/report.h"

namespace dora::questions {

using Fields = std::map<std::string, std::string, std::less<>>;

/// Reads `function`, `service`, `tier`, `metric`, `n`, `period`, `from`, `to` and `granularity`.
/// Empty fields are as if they were not there. Periods are labels, such as `2024-W05`, or words,
/// such as `last week`.
Understood question_of(const Fields& fields, const Report& report);

/// The fields that give the question again, without those that a function does not take.
Fields fields_of(const Question& question, const Report& report);

}  // namespace dora::questions
