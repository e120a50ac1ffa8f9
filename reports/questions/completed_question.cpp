// Fills in the periods that a question leaves open, and refuses what the data do not hold.
#include "reports/questions/completed_question.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/model/wording.h"

namespace dora::questions {
namespace {

using model::Period;

void require_one_kind(const Question& question) {
  if (question.first && question.period &&
      question.first->granularity != question.period->granularity) {
    throw Refusal{fmt::format("{} and {} are not periods of one kind.",
                              model::name(*question.first), model::name(*question.period))};
  }
}

void complete_figures(const Report& report, Question& question) {
  constexpr int usual_periods = 6;
  if (!question.period) {
    question.period =
        report.last_full(question.first ? question.first->granularity : report.granularity());
  }
  require_one_kind(question);
  if (!question.first) {
    question.first = model::advance(*question.period, 1 - usual_periods);
    const Period earliest =
        model::period_containing(report.analysis().covered.begin, question.period->granularity);
    question.first = std::min(std::max(*question.first, earliest), *question.period);
  }
  if (*question.first > *question.period) {
    std::swap(*question.first, *question.period);
  }
  if (model::steps_between(*question.first, *question.period) >= most_periods) {
    throw Refusal{fmt::format("{} to {} are more than {} rows; choose longer periods.",
                              model::name(*question.first), model::name(*question.period),
                              most_periods)};
  }
}

void complete_compare(const Report& report, Question& question) {
  if (!question.period) {
    question.period = question.first ? model::advance(*question.first, 1)
                                     : report.last_full(report.granularity());
  }
  if (!question.first) {
    question.first = model::advance(*question.period, -1);
  }
  require_one_kind(question);
  if (*question.first == *question.period) {
    throw Refusal{"A period cannot be compared with itself."};
  }
  if (*question.first > *question.period) {
    std::swap(*question.first, *question.period);
  }
  for (const Period period : {*question.first, *question.period}) {
    if (!report.is_full(period)) {
      throw Refusal{
          fmt::format("The data do not cover all of {}; only full periods are compared. The last "
                      "full {} is {}.",
                      model::name(period), model::to_string(period.granularity),
                      model::name(report.last_full(period.granularity)))};
    }
  }
}

void require_data(const Period period, const Report& report) {
  const model::DayRange covered = report.analysis().covered;
  if (model::end(period) <= covered.begin || period.begin > covered.end) {
    throw Refusal{fmt::format("The data have nothing about {}: they go from {} to {}.",
                              model::name(period),
                              model::to_string(std::chrono::year_month_day(covered.begin)),
                              model::to_string(std::chrono::year_month_day(covered.end)))};
  }
}

Question completed_or_refused(Question question, const Report& report) {
  switch (question.function) {
    case Function::figures:
      complete_figures(report, question);
      break;
    case Function::compare:
      complete_compare(report, question);
      break;
    case Function::rank:
      question.period = question.period.value_or(report.last_full(report.granularity()));
      break;
    case Function::failures:
      question.period = question.period.value_or(report.last_full(model::Granularity::week));
      break;
    case Function::attention:
      question.period.reset();
      break;
  }
  const bool changed = question.metric == Metric::worse || question.metric == Metric::better;
  if (question.function == Function::rank && changed && !report.is_full(*question.period)) {
    throw Refusal{fmt::format("The data do not cover all of {}; only full periods are compared.",
                              model::name(*question.period))};
  }
  if (question.period) {
    require_data(*question.period, report);
  }
  return question;
}

}  // namespace

Understood completed(Question question, const Report& report) {
  if (report.services().empty()) {
    return Refusal{"The data hold no deployments."};
  }
  try {
    return completed_or_refused(std::move(question), report);
  } catch (const Refusal& refusal) {
    return refusal;
  }
}

}  // namespace dora::questions
