// A question: one of a few fixed functions and its arguments, from a form's fields and back.
#include "reports/questions/question.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/questions/period_words.h"

namespace dora::questions {
namespace {

using model::Period;

template <class Enum, std::size_t count>
std::optional<Enum> parse_name(const std::array<std::string_view, count>& names,
                               std::string_view text) {
  const auto found = std::ranges::find(names, text);
  return found == names.end() ? std::nullopt
                              : std::optional(static_cast<Enum>(found - names.begin()));
}

/// A sentence that ends the reading.
struct Refused {
  std::string reason;
};

std::string shown(std::string_view text) {
  return text::printable(text::cut_text(text, 80));
}

std::string_view field(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Period> read_period(const Fields& fields, const char* name, const Report& report) {
  const std::string_view text = field(fields, name);
  if (text.empty()) {
    return std::nullopt;
  }
  const auto period = period_of(text, report);
  if (!period) {
    throw Refused{fmt::format(
        "'{}' is no period: write 2024-10, 2024-W05, 2024-Q1, 2024-01-31, October or last week",
        shown(text))};
  }
  return period;
}

void read_names(const Fields& fields, const Report& report, Question& question) {
  if (const auto name = field(fields, "service"); !name.empty()) {
    question.service = report.find_service(name);
    if (!question.service) {
      throw Refused{fmt::format("There is no service '{}' in the data.", shown(name))};
    }
  }
  if (const auto name = field(fields, "tier"); !name.empty()) {
    const auto tier = report.find_tier(name);
    if (!tier) {
      throw Refused{fmt::format("There is no tier '{}' in the data.", shown(name))};
    }
    question.tier = *tier;
  }
}

void read_rank(const Fields& fields, Question& question) {
  if (const auto name = field(fields, "metric"); !name.empty()) {
    const auto metric = parse_name<Metric>(metric_names, name);
    if (!metric) {
      throw Refused{fmt::format("'{}' is no figure: services are ranked by {}", shown(name),
                                fmt::join(metric_names, ", "))};
    }
    question.metric = *metric;
  }
  if (const auto text = field(fields, "n"); !text.empty()) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 1 ||
        count > most_ranked) {
      throw Refused{fmt::format("'{}' is no number from 1 to {}.", shown(text), most_ranked)};
    }
    question.count = count;
  }
}

void read_periods(const Fields& fields, const Report& report, Question& question) {
  question.period = read_period(fields, "period", report);
  if (const auto to = read_period(fields, "to", report)) {
    question.period = to;
  }
  question.first = read_period(fields, "from", report);
  const std::string_view text = field(fields, "granularity");
  if (text.empty()) {
    return;
  }
  const auto granularity = model::parse_granularity(text);
  if (!granularity) {
    throw Refused{fmt::format("'{}' is none of day, week, month, quarter.", shown(text))};
  }
  if (!question.period) {
    question.period = report.last_full(*granularity);
  } else if (question.period->granularity != *granularity) {
    // From a month to a month, week by week: the weeks that these days are in.
    question.period =
        model::period_containing(model::end(*question.period) - std::chrono::days(1), *granularity);
  }
  if (question.first && question.first->granularity != *granularity) {
    question.first = model::period_containing(question.first->begin, *granularity);
  }
}

void require_one_kind(const Question& question) {
  if (question.first && question.period &&
      question.first->granularity != question.period->granularity) {
    throw Refused{fmt::format("{} and {} are not periods of one kind.",
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
    throw Refused{fmt::format("{} to {} are more than {} rows; choose longer periods.",
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
    throw Refused{"A period cannot be compared with itself."};
  }
  if (*question.first > *question.period) {
    std::swap(*question.first, *question.period);
  }
  for (const Period period : {*question.first, *question.period}) {
    if (!report.is_full(period)) {
      throw Refused{
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
    throw Refused{fmt::format("The data have nothing about {}: they go from {} to {}.",
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
    throw Refused{fmt::format("The data do not cover all of {}; only full periods are compared.",
                              model::name(*question.period))};
  }
  if (question.period) {
    require_data(*question.period, report);
  }
  return question;
}

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

Understood completed(Question question, const Report& report) {
  if (report.services().empty()) {
    return Refusal{"The data hold no deployments."};
  }
  try {
    return completed_or_refused(std::move(question), report);
  } catch (const Refused& refused) {
    return Refusal{refused.reason};
  }
}

Understood question_of(const Fields& fields, const Report& report) {
  Question question;
  try {
    const std::string_view name = field(fields, "function");
    const auto function = parse_name<Function>(function_names, name);
    if (!function) {
      throw Refused{fmt::format("'{}' is no function: there are {}.", shown(name),
                                fmt::join(function_names, ", "))};
    }
    question.function = *function;
    read_names(fields, report, question);
    read_rank(fields, question);
    read_periods(fields, report, question);
  } catch (const Refused& refused) {
    return Refusal{refused.reason};
  }
  return completed(std::move(question), report);
}

Fields fields_of(const Question& question, const Report& report) {
  const Function function = question.function;
  Fields fields{{"function", std::string(function_names[static_cast<std::size_t>(function)])}};
  const auto add = [&](const char* name, const std::string& value) { fields[name] = value; };
  if (question.service && function != Function::rank) {
    add("service", report.service_name(*question.service));
  }
  if (!question.tier.empty() &&
      (function == Function::failures || function == Function::attention)) {
    add("tier", question.tier);
  }
  if (function == Function::rank) {
    add("metric", std::string(metric_names[static_cast<std::size_t>(question.metric)]));
    add("n", std::to_string(question.count));
  }
  if (question.first && (function == Function::figures || function == Function::compare)) {
    add("from", model::label(*question.first));
  }
  if (question.period && function != Function::attention) {
    const bool range = function == Function::figures || function == Function::compare;
    add(range ? "to" : "period", model::label(*question.period));
  }
  return fields;
}

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
