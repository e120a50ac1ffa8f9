// Writes the answer to a question in the format that the client takes.
#include "reports/serve/answer_text.h"

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "renderer/chart/chart_name.h"
#include "reports/pages/service_page.h"
#include "reports/questions/question_fields.h"
#include "reports/serve/own_page.h"
#include "reports/serve/served_page.h"
#include "reports/serve/server_sent_event.h"
#include "reports/webserver/form_text.h"

namespace dora::serve {
namespace {

using questions::Question;
using questions::Refusal;

std::string words_note(std::string_view model) {
  return fmt::format("Worded by {} from the figures below, and checked against them.",
                     text::printable(model));
}

std::string refusal_text(const std::string& reason, const std::vector<std::string>& suggestions) {
  std::string text = reason + "\n\nAsk, for example:\n";
  for (const std::string& each : suggestions) {
    text += "  " + each + "\n";
  }
  return text;
}

/// HTML of the picture that the service's page has; empty if the question is not of one.
std::string chart_of(const Question& question, const Snapshot& snapshot) {
  if (!question.service || question.function != questions::Function::figures) {
    return "";
  }
  const std::string& name = snapshot.report.service_name(*question.service);
  const webserver::SiteFile* page = snapshot.files.find("/" + pages::service_file(name, "html"));
  return page == nullptr ? ""
                         : picture_of(page_of_site(snapshot.files, *page),
                                      chart::chart_stem(chart::Kind::service, name));
}

ShownAnswer shown(const AskedQuestion& asked, std::string_view model) {
  ShownAnswer result;
  result.asked = asked.text;
  result.is_page = asked.format == ReplyFormat::page;
  result.note = asked.note;
  if (!asked.answer) {
    result.heading = "Not understood";
    result.sentences = {std::get<Refusal>(asked.understood).reason,
                        "Choose one of the suggestions, or fill in a form under More questions."};
    return result;
  }
  const Question& question = asked.answer->question;
  result.answer = &*asked.answer;
  result.words = asked.words;
  result.words_note = asked.words.empty() ? "" : words_note(model);
  result.heading = asked.answer->understood;
  result.link =
      "/answer?" + webserver::form_text(questions::fields_of(question, asked.snapshot->report));
  result.chart = chart_of(question, *asked.snapshot);
  return result;
}

std::string plain_text(const AskedQuestion& asked, std::string_view model) {
  std::string text = asked.note.empty() ? "" : asked.note + "\n\n";
  if (!asked.answer) {
    return text +
           refusal_text(std::get<Refusal>(asked.understood).reason, asked.snapshot->suggestions);
  }
  text += asked.words.empty() ? "" : asked.words + "\n" + words_note(model) + "\n\n";
  return text + questions::plain_text(*asked.answer, asked.root);
}

}  // namespace

ReplyFormat format_for(const webserver::Request& request) {
  const std::string_view accept = request.header("accept");
  if (accept.find("text/event-stream") != std::string_view::npos) {
    return ReplyFormat::events;
  }
  return accept.find("text/html") != std::string_view::npos ? ReplyFormat::page : ReplyFormat::text;
}

const char* content_type_of(ReplyFormat format) {
  switch (format) {
    case ReplyFormat::events:
      return "text/event-stream";
    case ReplyFormat::page:
      return html_type;
    case ReplyFormat::text:
      break;
  }
  return "text/plain; charset=utf-8";
}

std::string answer_text(const AskedQuestion& asked, const Pages& pages, std::string_view model) {
  if (asked.format == ReplyFormat::text) {
    return plain_text(asked, model);
  }
  const ShownAnswer answer = shown(asked, model);
  if (asked.format == ReplyFormat::events) {
    return event_text("answer", {{"html", pages.answer(answer)}});
  }
  return own_page({answer.heading, pages.answer(answer), asked.text}, *asked.snapshot,
                  asked.visitor, pages);
}

std::string words_event(const AskedQuestion& asked, std::string_view model) {
  return event_text("words", {{"text", asked.words}, {"note", words_note(model)}});
}

}  // namespace dora::serve
