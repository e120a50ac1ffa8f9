// What a model is asked about a question, and what its choice means. Pure.
#include "reports/serve/model_prompts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/model/wording.h"
#include "reports/analysis/verdicts.h"
#include "reports/comments/comment_book.h"
#include "reports/comments/comment_check.h"
#include "reports/comments/fact_list.h"
#include "reports/questions/parts.h"
#include "reports/questions/question_fields.h"
#include "reports/serve/model_replies.h"

namespace dora::serve {
namespace {

using comments::Change;
using comments::Metric;
using comments::Scope;

void fill_in(std::string& text, std::string_view name, const std::string& value) {
  for (std::size_t at = text.find(name); at != std::string::npos;
       at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
}

/// `["all","s1","s2"]`
std::string alias_enum(char kind, std::size_t count) {
  std::string text = R"(["all")";
  for (std::size_t i = 1; i <= count; ++i) {
    text += fmt::format(R"(,"{}{}")", kind, i);
  }
  return text + "]";
}

template <class Names>
std::string name_enum(const Names& names, std::string_view more) {
  return fmt::format(R"(["{}"{}])", fmt::join(names, R"(",")"), more);
}

std::string choice_schema(const questions::AliasedText& question) {
  return fmt::format(
      R"({{"type":"object","properties":{{"function":{{"type":"string","enum":{}}},)"
      R"("service":{{"type":"string","enum":{}}},"tier":{{"type":"string","enum":{}}},)"
      R"("metric":{{"type":"string","enum":{}}},"n":{{"type":"integer"}},)"
      R"("from":{{"type":"string"}},"to":{{"type":"string"}}}},)"
      R"("required":["function","service","tier","metric","n","from","to"],)"
      R"("additionalProperties":false}})",
      name_enum(questions::function_names, R"(,"none")"), alias_enum('s', question.services.size()),
      alias_enum('t', question.tiers.size()), name_enum(questions::metric_names, ""));
}

constexpr const char* sentences_schema =
    R"({"type":"object","properties":{"sentences":{"type":"array","items":{"type":"string"}}},)"
    R"("required":["sentences"],"additionalProperties":false})";

/// What an alias stands for; empty for `all` and for one that there is not.
template <class Value>
const Value* aliased(std::string_view alias, char kind, const std::vector<Value>& values) {
  std::size_t number = 0;
  const char* end = alias.data() + alias.size();
  if (alias.size() < 2 || alias.front() != kind ||
      std::from_chars(alias.data() + 1, end, number).ptr != end || number < 1 ||
      number > values.size()) {
    return nullptr;
  }
  return &values[number - 1];
}

Change change_of(analysis::Verdict verdict) {
  switch (verdict) {
    case analysis::Verdict::more:
      return Change::up;
    case analysis::Verdict::less:
      return Change::down;
    case analysis::Verdict::no_significant_change:
      return Change::flat;
    default:
      return Change::none;
  }
}

/// A figure now and before; the earlier one only if they are compared.
void add_pair(const char* meaning, Metric metric, analysis::Verdict verdict,
              const std::pair<std::string, std::string>& values, comments::FactList& facts) {
  const Change change = change_of(verdict);
  facts.add(
      {"", fmt::format("{} in the period", meaning), values.first, metric, Scope::current, change});
  if (change != Change::none) {
    facts.add({"", fmt::format("{} in the period before", meaning), values.second, metric,
               Scope::before, change});
  }
}

std::pair<std::string, std::string> medians(const std::optional<model::Spread>& now,
                                            const std::optional<model::Spread>& before) {
  return {model::duration_text(model::median_of(now)),
          model::duration_text(model::median_of(before))};
}

void add_comparison(const analysis::Comparison& comparison, comments::FactList& facts) {
  const model::FourKeys& now = comparison.current;
  const model::FourKeys before = comparison.previous.value_or(model::FourKeys{});
  const analysis::Verdicts& verdicts = comparison.verdicts;
  add_pair("deployments", Metric::deployments, verdicts.deployments,
           {model::count_text(now.counts.total()), model::count_text(before.counts.total())},
           facts);
  facts.add({"", "failed deployments in the period", model::count_text(now.counts.failed),
             Metric::failed});
  if (now.counts.total() >= model::enough_deployments) {
    add_pair("failure rate", Metric::failure_rate, verdicts.failure_rate,
             {model::rate_text(now.counts), model::rate_text(before.counts)}, facts);
  }
  if (now.lead_time) {
    add_pair("median lead time", Metric::lead_time, verdicts.lead_time,
             medians(now.lead_time, before.lead_time), facts);
  }
  if (now.restore_time) {
    add_pair("median time to restore", Metric::restore_time, verdicts.restore_time,
             medians(now.restore_time, before.restore_time), facts);
  }
}

}  // namespace

llm::ModelRequest choice_request(std::string_view prompt, const questions::AliasedText& question,
                                 const questions::Report& report) {
  using model::Granularity;
  std::string system(prompt);
  for (const auto& [name, granularity] :
       {std::pair("{{day}}", Granularity::day), std::pair("{{week}}", Granularity::week),
        std::pair("{{month}}", Granularity::month),
        std::pair("{{quarter}}", Granularity::quarter)}) {
    fill_in(system, name, model::label(report.last_full(granularity)));
  }
  llm::ModelRequest request;
  request.messages = {{"system", system}, {"user", question.text}};
  request.schema = choice_schema(question);
  request.schema_name = "choice";
  return request;
}

questions::Understood question_of_choice(std::string_view answer,
                                         const questions::AliasedText& question,
                                         const questions::Report& report) {
  const questions::Refusal unreadable{"The model's choice cannot be read."};
  const auto choice = read_choice(answer);
  if (!choice) {
    return unreadable;
  }
  if (choice->function == "none") {
    return questions::Refusal{"None of the functions answers this question."};
  }
  questions::Fields fields{{"function", choice->function}, {"metric", choice->metric}};
  if (const auto* service = aliased(choice->service, 's', question.services)) {
    fields["service"] = report.service_name(*service);
  }
  if (const auto* tier = aliased(choice->tier, 't', question.tiers)) {
    fields["tier"] = *tier;
  }
  const bool takes_two = choice->function == "figures" || choice->function == "compare";
  fields[takes_two ? "to" : "period"] =
      choice->to.empty() && !takes_two ? choice->from : choice->to;
  fields["from"] = takes_two ? choice->from : "";
  const auto most = static_cast<std::int64_t>(questions::most_ranked);
  fields["n"] = choice->count < 1 ? "" : std::to_string(std::min(choice->count, most));
  questions::Understood understood = questions::question_of(fields, report);
  const auto* refusal = std::get_if<questions::Refusal>(&understood);
  if (refusal != nullptr && refusal->quotes_field) {
    return unreadable;  // Nobody is shown what a model wrote and nothing checked.
  }
  return understood;
}

std::optional<comments::Record> facts_of(const questions::Question& question,
                                         const questions::Report& report) {
  const bool compares = question.function == questions::Function::compare;
  if ((!compares && question.function != questions::Function::figures) ||
      !report.is_full(*question.period)) {
    return std::nullopt;
  }
  const auto compared =
      questions::compare(question.service, *question.period,
                         compares ? *question.first : model::advance(*question.period, -1), report);
  if (!compared.comparison || compared.comparison->current.counts.total() == 0) {
    return std::nullopt;
  }
  comments::FactList facts("answer", model::label(*question.period));
  add_comparison(*compared.comparison, facts);
  return facts.take();
}

llm::ModelRequest words_request(std::string_view prompt, const comments::Record& facts,
                                const comments::WordList& words, const std::string& answer,
                                const std::vector<std::string>& wrong) {
  std::string system(prompt);
  fill_in(system, "{{words}}", words.text());
  fill_in(system, "{{longest}}", std::to_string(comments::longest_comment));
  llm::ModelRequest request;
  request.messages = {{"system", std::move(system)}, {"user", figures_json(facts)}};
  request.schema = sentences_schema;
  request.schema_name = "words";
  if (!wrong.empty()) {
    request.messages.push_back({"assistant", answer});
    request.messages.push_back(
        {"user", fmt::format("This is not allowed; write it again without:\n- {}",
                             fmt::join(wrong, "\n- "))});
  }
  return request;
}

std::string shown_words(const std::vector<std::string>& sentences, const comments::Record& facts) {
  std::string text;
  for (const pages::CommentPart& part : comments::shown_parts(sentences, facts)) {
    text += part.text;
  }
  return text;
}

}  // namespace dora::serve
