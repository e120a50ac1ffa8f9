// Answers with the figures of periods: one service, or all together.
#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/key_figures.h"
#include "reports/pages/service_page.h"
#include "reports/questions/parts.h"

namespace dora::questions {
namespace {

std::string subject_of(const Question& question, const Report& report) {
  return question.service ? text::printable(report.service_name(*question.service))
                          : "All services together";
}

/// `Failure rate: 7.1%, up 1.2 points on January 2024, normal variation`: the report's own words.
std::vector<std::string> comparison_sentences(const analysis::Comparison& comparison,
                                              const pages::ComparisonNames& names) {
  std::vector<std::string> sentences;
  for (const pages::KeyFigure& figure : pages::key_figures(comparison, names)) {
    const std::string detail = pages::plain_text(figure.detail);
    sentences.push_back(fmt::format(
        "{}: {}{}{}", figure.name, figure.value, detail.empty() ? "" : fmt::format(" ({})", detail),
        figure.change.empty() ? "" : fmt::format("; {}", figure.change)));
  }
  return sentences;
}

/// Of a period that is not over, or has nothing to be compared.
std::string counts_sentence(const model::History& history, model::Period period,
                            const Report& report, const Question& question) {
  const model::Counts counts = four_keys(history, span_of(period)).counts;
  const std::string note =
      pages::coverage_note(period, report.analysis().covered, report.analysis().today);
  return fmt::format("{}, {}{}: {}, {} failed ({}).", subject_of(question, report),
                     model::name(period), note.empty() ? "" : " " + note,
                     model::counted(counts.total(), "deployment"), model::count_text(counts.failed),
                     model::rate_text(counts));
}

void add_service_links(Answer& answer, const Report& report) {
  if (answer.question.service) {
    const std::string& name = report.service_name(*answer.question.service);
    answer.links.push_back(
        {fmt::format("The page of {}", text::printable(name)), pages::service_file(name, "html")});
  }
}

void add_reasons(Answer& answer, const Report& report) {
  if (!answer.question.service) {
    return;
  }
  const auto found = report.analysis().findings.of(*answer.question.service);
  if (found.empty()) {
    answer.sentences.push_back("Nothing about it needs attention now.");
    return;
  }
  answer.tables.push_back(
      attention_table("Needs attention now", {found.begin(), found.end()}, report));
}

}  // namespace

void add_figures(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  const model::Period last = *question.period;
  const model::History history = history_of(question.service, last.granularity, report);
  Table table{
      fmt::format("{}, newest first", subject_of(question, report)), key_columns("Period"), {}};
  for (model::Period period = last; period >= *question.first;
       period = model::advance(period, -1)) {
    pages::KeyRow row = pages::key_row(model::name(period), four_keys(history, span_of(period)));
    row.note = pages::coverage_note(period, report.analysis().covered, report.analysis().today);
    table.rows.push_back(key_cells(row));
  }
  const auto compared = report.is_full(last)
                            ? compare(question.service, last, model::advance(last, -1), report)
                            : PeriodComparison();
  if (compared.comparison) {
    answer.sentences =
        comparison_sentences(*compared.comparison, pages::names_of(compared.calendar));
    answer.sentences.front() = fmt::format("{}, {}. {}", subject_of(question, report),
                                           model::name(last), answer.sentences.front());
  } else {
    answer.sentences.push_back(counts_sentence(history, last, report, question));
  }
  answer.tables.push_back(std::move(table));
  add_reasons(answer, report);
  answer.notes.push_back(dating_note(last.granularity, report));
  add_service_links(answer, report);
}

void add_comparison(Answer& answer, const Report& report) {
  const Question& question = answer.question;
  const auto compared = compare(question.service, *question.period, *question.first, report);
  if (compared.comparison) {
    answer.sentences =
        comparison_sentences(*compared.comparison, pages::names_of(compared.calendar));
    if (!compared.comparison->previous) {
      answer.notes.push_back(
          fmt::format("Nothing is said about a change: not everything is known about {}, in which "
                      "the first deployments were, or before.",
                      model::name(*question.first)));
    }
  } else {
    answer.sentences.push_back(fmt::format("{}: no deployments in {} or before.",
                                           subject_of(question, report),
                                           model::name(*question.period)));
  }
  const model::History history = history_of(question.service, question.period->granularity, report);
  Table table{subject_of(question, report), key_columns("Period"), {}};
  for (const model::Period period : {*question.period, *question.first}) {
    table.rows.push_back(
        key_cells(pages::key_row(model::name(period), four_keys(history, span_of(period)))));
  }
  answer.tables.push_back(std::move(table));
  answer.notes.push_back(dating_note(question.period->granularity, report));
  add_service_links(answer, report);
}

}  // namespace dora::questions
