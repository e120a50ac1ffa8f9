// Puts a question in words, as the heading of its answer.
#include "reports/questions/question_words.h"

#include <array>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"

namespace dora::questions {
namespace {

std::string of_service(const Question& question, const Report& report) {
  return question.service ? text::printable(report.service_name(*question.service))
                          : "all services";
}

std::string in_tier(const Question& question) {
  return question.tier.empty() ? "" : " in " + text::printable(question.tier);
}

std::string rank_words(const Question& question) {
  constexpr std::array<std::string_view, 7> subjects{"The most deployments",
                                                     "The most failed deployments",
                                                     "The highest failure rates",
                                                     "The longest lead times",
                                                     "The longest times to restore",
                                                     "Services whose failure rate got worse",
                                                     "Services whose failure rate got better"};
  return fmt::format("{}, {}, at most {}", subjects[static_cast<std::size_t>(question.metric)],
                     model::name(*question.period), question.count);
}

}  // namespace

std::string in_words(const Question& question, const Report& report) {
  switch (question.function) {
    case Function::figures:
      return fmt::format("Figures of {}, {}, by {}", of_service(question, report),
                         model::range_name(*question.first, *question.period),
                         model::to_string(question.period->granularity));
    case Function::rank:
      return rank_words(question);
    case Function::compare:
      return fmt::format("{} compared with {}: {}", model::name(*question.period),
                         model::name(*question.first), of_service(question, report));
    case Function::failures:
      return fmt::format("Failed deployments of {}{}, {}", of_service(question, report),
                         in_tier(question), model::name(*question.period));
    case Function::attention:
      break;
  }
  return fmt::format("What needs attention now: {}{}", of_service(question, report),
                     in_tier(question));
}

}  // namespace dora::questions
