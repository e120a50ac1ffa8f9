// Puts a question in words, as the heading of its answer.
#pragma once

#include <string>

#include "reports/questions/question.h"
#include "reports/questions/report.h"

namespace dora::questions {

/// `Failed deployments in production, week 47 of 2026`. The question must be complete.
std::string in_words(const Question& question, const Report& report);

}  // namespace dora::questions
