// Reads a question from the fields of a form, and gives them back.
#include "reports/questions/question_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/questions/completed_question.h"
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
    throw Refusal{fmt::format(
        "'{}' is no period: write 2024-10, 2024-W05, 2024-Q1, 2024-01-31, October or last week",
        shown(text))};
  }
  return period;
}

void read_names(const Fields& fields, const Report& report, Question& question) {
  if (const auto name = field(fields, "service"); !name.empty()) {
    question.service = report.find_service(name);
    if (!question.service) {
      throw Refusal{fmt::format("There is no service '{}' in the data.", shown(name))};
    }
  }
  if (const auto name = field(fields, "tier"); !name.empty()) {
    const auto tier = report.find_tier(name);
    if (!tier) {
      throw Refusal{fmt::format("There is no tier '{}' in the data.", shown(name))};
    }
    question.tier = *tier;
  }
}

void read_rank(const Fields& fields, Question& question) {
  if (const auto name = field(fields, "metric"); !name.empty()) {
    const auto metric = parse_name<Metric>(metric_names, name);
    if (!metric) {
      throw Refusal{fmt::format("'{}' is no figure: services are ranked by {}", shown(name),
                                fmt::join(metric_names, ", "))};
    }
    question.metric = *metric;
  }
  if (const auto text = field(fields, "n"); !text.empty()) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count < 1 ||
        count > most_ranked) {
      throw Refusal{fmt::format("'{}' is no number from 1 to {}.", shown(text), most_ranked)};
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
    throw Refusal{fmt::format("'{}' is none of day, week, month, quarter.", shown(text))};
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

}  // namespace

Understood question_of(const Fields& fields, const Report& report) {
  Question question;
  try {
    const std::string_view name = field(fields, "function");
    const auto function = parse_name<Function>(function_names, name);
    if (!function) {
      throw Refusal{fmt::format("'{}' is no function: there are {}.", shown(name),
                                fmt::join(function_names, ", "))};
    }
    question.function = *function;
    read_names(fields, report, question);
    read_rank(fields, question);
    read_periods(fields, report, question);
  } catch (const Refusal& refusal) {
    return Refusal{refusal.reason, true};
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

}  // namespace dora::questions
