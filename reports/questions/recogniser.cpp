// Recognises a question asked in plain words, without a model: keywords, names, periods.
#include "reports/questions/recogniser.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include <fmt/format.h>

#include "collector/base/text/fold.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/questions/completed_question.h"
#include "reports/questions/period_words.h"

namespace dora::questions {
namespace {

bool continues_name(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return false;
  }
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80U;
  };
  const bool joins = text[at] == '-' || text[at] == '_' || text[at] == '/' || text[at] == '.';
  return is_letter(text[at]) || (joins && at + 1 < text.size() && is_letter(text[at + 1]));
}

/// Where a name stands in a text as a whole; npos if it does not.
std::size_t find_whole(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '"' ||
                        text[at - 1] == '\'' || text[at - 1] == '(';
    if (begins && !continues_name(text, at + name.size())) {
      return at;
    }
  }
  return std::string_view::npos;
}

/// The index of the longest name in the text, which is replaced there: its words mean nothing else.
std::optional<std::size_t> take_name(const std::vector<KnownName>& names, std::string& text,
                                     std::string_view replacement = " , ") {
  std::optional<std::size_t> best;
  std::size_t place = std::string::npos;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string& name = names[i].folded;
    if (name.empty() || (best && name.size() <= names[*best].folded.size())) {
      continue;
    }
    if (const std::size_t at = find_whole(text, name); at != std::string::npos) {
      best = i;
      place = at;
    }
  }
  if (best) {
    text.replace(place, names[*best].folded.size(), replacement);
  }
  return best;
}

bool has_any(const std::vector<std::string>& words,
             std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return std::find(wanted.begin(), wanted.end(), word) != wanted.end();
  });
}

bool has_pair(const std::vector<std::string>& words, std::string_view one, std::string_view other) {
  return std::adjacent_find(words.begin(), words.end(), [&](const auto& a, const auto& b) {
           return a == one && b == other;
         }) != words.end();
}

std::optional<Metric> metric_in(const std::vector<std::string>& words) {
  if (has_any(words, {"worse", "worsened", "degraded", "deteriorated"})) {
    return Metric::worse;
  }
  if (has_any(words, {"better", "improved"})) {
    return Metric::better;
  }
  if (has_pair(words, "failure", "rate") || has_pair(words, "failure", "rates") ||
      has_any(words, {"worst"})) {
    return Metric::failure_rate;
  }
  if (has_any(words, {"restore", "recover", "recovery", "mttr"})) {
    return Metric::restore_time;
  }
  if (has_pair(words, "lead", "time") || has_pair(words, "lead", "times") ||
      has_any(words, {"slowest", "slow"})) {
    return Metric::lead_time;
  }
  if (has_any(words, {"failures", "failed", "fail", "fails", "failing", "broke", "broken"})) {
    return Metric::failures;
  }
  return has_any(words, {"deployments", "deployed", "deploy", "deploys", "busiest", "active"})
             ? std::optional(Metric::deployments)
             : std::nullopt;
}

bool asks_for_rank(const std::vector<std::string>& words) {
  return has_any(words, {"most", "top", "highest", "longest", "worst", "slowest", "busiest", "rank",
                         "ranking", "worse", "better", "improved", "worsened", "degraded"});
}

/// What the words ask for, once names are taken out.
std::optional<Function> function_in(const std::vector<std::string>& words, const Question& names,
                                    bool names_period) {
  if (has_any(words, {"compare", "compared", "versus", "vs"})) {
    return Function::compare;
  }
  if (!names.service && asks_for_rank(words) && metric_in(words)) {
    return Function::rank;
  }
  const bool rate = has_pair(words, "failure", "rate") || has_pair(words, "failure", "rates");
  const bool failures =
      !rate && has_any(words, {"broke", "broken", "break", "fail", "failed", "failing", "fails",
                               "failure", "failures", "failings"});
  // What needs attention is known of today only.
  if (names_period && (failures || has_any(words, {"wrong"}))) {
    return Function::failures;
  }
  if (has_any(words, {"attention", "unusual", "urgent", "alarm", "alarms", "wrong", "quiet"})) {
    return Function::attention;
  }
  if (failures) {
    return Function::failures;
  }
  const bool figures =
      has_any(words, {"how", "figures", "deployments", "deployed", "rate", "time", "times", "doing",
                      "show", "status", "trend", "summary", "overview"});
  return names.service || figures ? std::optional(Function::figures) : std::nullopt;
}

std::size_t number_of_rows(const std::vector<std::string>& words) {
  const auto top = std::ranges::find(words, "top");
  if (top != words.end() && top + 1 != words.end() && (top + 1)->size() <= 3 &&
      std::ranges::all_of(*(top + 1), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::clamp<std::size_t>(std::stoul(*(top + 1)), 1, most_ranked);
  }
  return Question().count;
}

/// `how is billing-api doing`, if no service is called so.
std::string unknown_name(std::string_view text) {
  constexpr std::string_view before = "how is ";
  constexpr std::string_view after = " doing";
  const std::size_t begin = text.find(before);
  const std::size_t end = text.find(after);
  return begin == std::string_view::npos || end == std::string_view::npos ||
                 begin + before.size() >= end
             ? ""
             : std::string(text.substr(begin + before.size(), end - begin - before.size()));
}

void set_periods(const std::vector<NamedPeriod>& periods, Question& question) {
  if (!periods.empty()) {
    question.period = periods.front().period;
    question.first = periods.front().first;
  }
  if (periods.size() > 1) {
    question.first = periods[0].period;
    question.period = periods[1].period;
  }
}

/// Without the year of a month: the last one of this name is meant.
std::string short_name(model::Period period) {
  return period.granularity == model::Granularity::month
             ? std::string(model::month_name(std::chrono::year_month_day(period.begin).month()))
             : model::name(period);
}

/// The name of the service with the most deployments in the last full period.
std::string busiest(const Report& report) {
  const model::DayRange span = span_of(report.last_full(report.granularity()));
  const auto total = [&](const model::History& history) {
    return four_keys(history, span).counts.total();
  };
  const auto& services = report.analysis().services;
  const auto found = std::ranges::max_element(services, {}, total);
  return report.service_name(static_cast<std::size_t>(found - services.begin()));
}

}  // namespace

Understood recognise(std::string_view text, const Report& report) {
  std::string rest = text::folded(text);
  Question question;
  question.service = take_name(report.services(), rest);
  if (take_name(report.services(), rest)) {
    return Refusal{"The question names more than one service; ask about one at a time."};
  }
  if (const auto tier = take_name(report.tiers(), rest)) {
    question.tier = report.tiers()[*tier].name;
  }
  const std::vector<std::string> words = words_of(rest);
  const std::vector<NamedPeriod> periods = periods_in(words, report);
  const auto function = function_in(words, question, !periods.empty());
  const std::string unknown = question.service ? "" : unknown_name(rest);
  if (!unknown.empty() && !has_any(words, {"everything", "we", "all"})) {
    return Refusal{fmt::format("There is no service '{}' in the data.",
                               text::printable(text::cut_text(unknown, 80)))};
  }
  if (!function) {
    return Refusal{"This question was not understood."};
  }
  question.function = *function;
  question.metric = metric_in(words).value_or(Metric::deployments);
  question.count = number_of_rows(words);
  const bool takes_two = *function == Function::compare || *function == Function::figures;
  if (periods.size() > (takes_two ? 2U : 1U)) {
    return Refusal{"The question names too many periods."};
  }
  set_periods(periods, question);
  return completed(std::move(question), report);
}

AliasedText with_aliases(std::string_view text, const Report& report) {
  constexpr std::size_t most_names = 9;
  AliasedText result;
  result.text = text::folded(text);
  const auto alias = [](char kind, std::size_t known) {
    return fmt::format(" {}{} ", kind, known + 1);
  };
  while (result.services.size() < most_names) {
    const auto service =
        take_name(report.services(), result.text, alias('s', result.services.size()));
    if (!service) {
      break;
    }
    result.services.push_back(*service);
  }
  while (result.tiers.size() < most_names) {
    const auto tier = take_name(report.tiers(), result.text, alias('t', result.tiers.size()));
    if (!tier) {
      break;
    }
    result.tiers.push_back(report.tiers()[*tier].name);
  }
  return result;
}

std::vector<std::string> suggestions(const Report& report) {
  std::vector<std::string> result;
  if (report.services().empty()) {
    return result;
  }
  const std::string tier = report.analysis().main_tier();
  result.push_back(tier.empty()
                       ? "What broke last week?"
                       : fmt::format("What broke in {} last week?", text::printable(tier)));
  result.push_back("Which services got worse?");
  result.push_back("What needs attention?");
  result.push_back(fmt::format("How is {} doing?", text::printable(busiest(report))));
  const model::Period last = report.last_full(report.granularity());
  const model::Period before = model::advance(last, -1);
  if (report.is_full(before)) {
    result.push_back(fmt::format("Compare {} with {}", short_name(last), short_name(before)));
  }
  return result;
}

}  // namespace dora::questions
