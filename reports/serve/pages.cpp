// The HTML of answers, of the question box, and of the page of forms.
#include "reports/serve/pages.h"

#include <utility>

#include "collector/base/text/printable.h"
#include "reports/pages/parts/display.h"
#include "reports/serve/model_prompts.h"

namespace dora::serve {
namespace {

using templating::Field;
using templating::List;
using templating::Record;
using templating::Value;

Value text_of(std::string_view text) {
  return {std::string(text)};
}

Value list_of_texts(const std::vector<std::string>& texts) {
  return templating::list_by(texts, [](const std::string& text) {
    return Record{{"text", text_of(text)}};
  });
}

bool is_outside(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

/// Addresses within the site are relative to its root.
std::string address_of(const std::string& url) {
  return is_outside(url) ? url : "/" + url;
}

Record values_of(const questions::Cell& cell, const questions::Column& column, bool is_head) {
  return {{"text", text_of(cell.text)},
          {"has_url", {!cell.url.empty()}},
          {"url", text_of(cell.url.empty() ? "" : address_of(cell.url))},
          {"is_outside", {is_outside(cell.url)}},
          {"is_head", {is_head}},
          {"is_number", {column.is_number}},
          {"few", {cell.few}}};
}

Record values_of(const std::vector<questions::Cell>& row, const questions::Table& table) {
  List cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    cells.push_back({values_of(row[i], table.columns[i], i == 0)});
  }
  return {{"cells", {std::move(cells)}}};
}

Record values_of(const questions::Table& table) {
  return {{"caption", text_of(table.caption)},
          {"columns",
           templating::list_by(
               table.columns,
               [](const questions::Column& column) {
                 return Record{{"name", text_of(column.name)}, {"is_number", {column.is_number}}};
               })},
          {"rows", templating::list_by(table.rows, [&](const std::vector<questions::Cell>& row) {
             return values_of(row, table);
           })}};
}

Value links_of(const std::vector<questions::Link>& links) {
  List list;
  for (std::size_t i = 0; i < links.size(); ++i) {
    list.push_back({Record{{"text", text_of(links[i].text)},
                           {"url", text_of(address_of(links[i].url))},
                           {"has_next", {i + 1 < links.size()}}}});
  }
  return {std::move(list)};
}

Value sentences_of(const std::vector<std::string>& sentences) {
  List list;
  for (const std::string& sentence : sentences) {
    list.push_back({Record{{"text", text_of(sentence)}, {"is_first", {list.empty()}}}});
  }
  return {std::move(list)};
}

Record values_of(const ShownAnswer& shown) {
  static const questions::Answer none;
  const questions::Answer& answer = shown.answer == nullptr ? none : *shown.answer;
  std::vector<std::string> sentences = shown.sentences;
  sentences.insert(sentences.end(), answer.sentences.begin(), answer.sentences.end());
  return {{"id", text_of("ask-answer")},
          {"is_page", {shown.is_page}},
          {"heading", text_of(shown.heading)},
          {"has_asked", {!shown.asked.empty()}},
          {"asked", text_of(text::printable(shown.asked))},
          {"has_link", {!shown.link.empty()}},
          {"link", text_of(shown.link)},
          {"sentences", sentences_of(sentences)},
          {"has_words", {!shown.words.empty()}},
          {"words", text_of(shown.words)},
          {"words_note", text_of(shown.words_note)},
          {"has_note", {!shown.note.empty()}},
          {"note", text_of(shown.note)},
          {"tables",
           templating::list_by(answer.tables,
                               [](const questions::Table& table) { return values_of(table); })},
          {"has_chart", {!shown.chart.empty()}},
          {"chart", {templating::Markup{shown.chart}}},
          {"notes", list_of_texts(answer.notes)},
          {"has_links", {!answer.links.empty()}},
          {"links", links_of(answer.links)}};
}

Record box_values(const std::vector<std::string>& suggestions, std::string_view form_key,
                  std::string_view asked) {
  return {{"key", text_of(form_key)},
          {"suggestions", list_of_texts(suggestions)},
          {"has_asked", {!asked.empty()}},
          {"asked", text_of(asked)}};
}

Record form_values(const questions::Report& report) {
  constexpr int listed_periods = 24;
  std::vector<std::string> services;
  std::vector<std::string> tiers;
  std::vector<std::string> periods{"last week"};
  for (const questions::KnownName& service : report.services()) {
    services.push_back(service.name);
  }
  for (const questions::KnownName& tier : report.tiers()) {
    tiers.push_back(tier.name);
  }
  const model::Period last = report.last_full(report.granularity());
  for (int back = -1; back < listed_periods; ++back) {
    periods.push_back(model::label(model::advance(last, -back)));
  }
  return {{"services", list_of_texts(services)},
          {"tiers", list_of_texts(tiers)},
          {"periods", list_of_texts(periods)},
          {"example_from", text_of(model::label(model::advance(last, -5)))},
          {"example_to", text_of(model::label(last))},
          {"as_of", text_of(pages::long_time_text(report.analysis().as_of, report.data().zone))}};
}

/// With one of each list, so that every name is known.
ShownAnswer example(const questions::Answer& answer) {
  ShownAnswer shown;
  shown.answer = &answer;
  shown.sentences = {""};
  return shown;
}

void check_templates(const templating::TemplateSet& templates) {
  questions::Answer answer;
  answer.tables = {{"", {{"", false}}, {{{""}}}}};
  answer.notes = {""};
  answer.links = {{"", ""}};
  templates.check("answer", values_of(example(answer)));
  templates.check("ask", box_values({""}, "", ""));
}

}  // namespace

Pages::Pages(const std::filesystem::path& templates) : templates_(templates) {
  check_templates(templates_);
}

std::string Pages::box(const std::vector<std::string>& suggestions, std::string_view form_key,
                       std::string_view asked) const {
  return templates_.render("ask", box_values(suggestions, form_key, asked));
}

std::string Pages::answer(const ShownAnswer& shown) const {
  return templates_.render("answer", values_of(shown));
}

std::string Pages::forms(const questions::Report& report) const {
  return templates_.render("questions", form_values(report));
}

ModelPrompts Pages::prompts() const {
  return {std::string(file(choice_prompt_name)), std::string(file(words_prompt_name)),
          comments::WordList(file(words_list_name), words_list_name)};
}

}  // namespace dora::serve
