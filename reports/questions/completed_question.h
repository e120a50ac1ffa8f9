// Fills in the periods that a question leaves open, and refuses what the data do not hold.
#pragma once

#include "reports/questions/question.h"
#include "reports/questions/report.h"

namespace dora::questions {

/// Of figures: more rows than anybody reads.
inline constexpr int most_periods = 120;

Understood completed(Question question, const Report& report);

}  // namespace dora::questions
