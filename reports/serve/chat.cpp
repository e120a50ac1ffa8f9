// What is behind each address: pages of the site, the question box, answers.
#include "reports/serve/chat.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/printable.h"
#include "collector/model/json_text.h"
#include "renderer/chart/chart_name.h"
#include "reports/pages/service_page.h"
#include "reports/questions/recogniser.h"
#include "reports/serve/served_page.h"
#include "reports/webserver/file_reply.h"
#include "reports/webserver/form_text.h"

namespace dora::serve {
namespace {

using questions::Answer;
using questions::Question;
using questions::Refusal;
using questions::Understood;
using webserver::Reply;
using webserver::Request;
using webserver::Visitor;

constexpr const char* html = "text/html; charset=utf-8";
constexpr std::int64_t largest_page = std::int64_t{64} << 20U;

/// How an answer is shown: what the client asked for, a page to browsers, text to programs.
enum class Form : std::uint8_t { text, page, events };

Form form_of(const Request& request) {
  const std::string_view accept = request.header("accept");
  if (accept.find("text/event-stream") != std::string_view::npos) {
    return Form::events;
  }
  return accept.find("text/html") != std::string_view::npos ? Form::page : Form::text;
}

std::string event_text(std::string_view name, std::string_view key, std::string_view text) {
  std::string json = "{";
  model::append_json(json, key);
  json += ":";
  model::append_json(json, text);
  return fmt::format("event: {}\ndata: {}}}\n\n", name, json);
}

std::string root_of(const Request& request) {
  return fmt::format("http://{}/", text::printable(request.header("host")));
}

std::string refused_text(const std::string& reason, const std::vector<std::string>& suggestions) {
  std::string text = reason + "\n\nAsk, for example:\n";
  for (const std::string& each : suggestions) {
    text += "  " + each + "\n";
  }
  return text;
}

/// What answers say in the log: all sentences on one line.
std::string logged(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) {
    text += (text.empty() ? "" : " ") + sentence;
  }
  return text;
}

}  // namespace

struct Chat::Asked {
  const Request& request;
  const Visitor& visitor;
  std::string text;  ///< Empty if a form was filled in.
  Understood understood;
  Form form = Form::text;
};

Chat::Chat(const questions::Report& report, const webserver::SiteFiles& files, const Pages& pages,
           ChatLog& log, std::size_t questions_a_minute)
    : report_(report),
      files_(files),
      pages_(pages),
      log_(log),
      limit_(questions_a_minute),
      suggestions_(questions::suggestions(report)) {}

Reply Chat::reply(const Request& request, const Visitor& visitor) {
  if (request.path == "/chat") {
    return chat_reply(request, visitor);
  }
  if (request.is_post()) {
    Reply reply = webserver::plain_reply(405, "Only /chat takes forms.");
    reply.headers.emplace_back("Allow", "GET, HEAD");
    return reply;
  }
  if (request.path == "/answer") {
    return form_reply(request, visitor);
  }
  if (request.path == "/questions") {
    return questions_page(visitor);
  }
  return static_reply(request, visitor);
}

Reply Chat::static_reply(const Request& request, const Visitor& visitor) const {
  constexpr std::string_view own = "/-/";
  if (request.path == "/-/ask.css" || request.path == "/-/ask.js") {
    const std::string_view name = std::string_view(request.path).substr(own.size());
    const std::string_view text = pages_.file(name);
    return webserver::text_reply(request, std::string(text), webserver::content_type_of(name),
                                 fmt::format("\"{}\"", std::hash<std::string_view>()(text)));
  }
  const webserver::SiteFile* file = files_.find(request.path);
  if (file == nullptr) {
    return webserver::plain_reply(404, "There is no such page in the report.");
  }
  if (!file->name.ends_with(".html")) {
    return webserver::file_reply(request, files_, *file);
  }
  const std::string box = pages_.box(suggestions_, visitor.form_key, "");
  return webserver::changed_reply(
      request, files_, *file,
      {box, [&](std::string page) { return with_question_box(std::move(page), box); }});
}

Reply Chat::page_reply(int status, const std::string& title, const std::string& body,
                       const Visitor& visitor, const std::string& asked) const {
  Reply reply;
  reply.status = status;
  reply.content_type = html;
  reply.headers = {{"Cache-Control", "no-store"}};
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><title></title></head><body>"
      "<main></main></body></html>";
  if (const webserver::SiteFile* index = files_.find("/")) {
    page = files::read_all(files_.open(*index), largest_page);
  }
  reply.body = with_question_box(with_content(std::move(page), escaped(title), body),
                                 pages_.box(suggestions_, visitor.form_key, asked));
  return reply;
}

Reply Chat::questions_page(const Visitor& visitor) const {
  return page_reply(200, "Questions", pages_.forms(report_), visitor, "");
}

Reply Chat::chat_reply(const Request& request, const Visitor& visitor) {
  if (!request.is_post()) {
    return webserver::redirect("/questions");
  }
  const auto fields = webserver::parse_form(request.body);
  if (!fields) {
    return webserver::plain_reply(400, "The form cannot be read.");
  }
  if (!webserver::Access::is_own_form(visitor, *fields)) {
    return webserver::plain_reply(403, "This form is not of a page of this server: load it again.");
  }
  const auto text = fields->find("text");
  if (text == fields->end() || text->second.empty()) {
    return webserver::plain_reply(400, "The field `text` must have the question.");
  }
  if (text->second.size() > longest_question) {
    return webserver::plain_reply(400, "A question may have 2,000 characters.");
  }
  return limited({request, visitor, text->second, questions::recognise(text->second, report_),
                  form_of(request)});
}

Reply Chat::form_reply(const Request& request, const Visitor& visitor) {
  const auto fields = webserver::parse_form(request.query);
  if (!fields) {
    return webserver::plain_reply(400, "The form cannot be read.");
  }
  return limited(
      {request, visitor, "", questions::question_of(*fields, report_), form_of(request)});
}

Reply Chat::limited(const Asked& asked) {
  const std::string name = asked.visitor.name.empty() ? "program" : asked.visitor.name;
  if (const auto refused =
          limit_.begin(name, !asked.visitor.name.empty(), webserver::RateLimit::Clock::now())) {
    Reply reply = webserver::plain_reply(
        429, *refused == webserver::RateLimit::Refused::too_many
                 ? "Too many questions in a minute; wait a little."
                 : "One question at a time: the one before is not answered yet.");
    reply.headers.emplace_back("Retry-After", "10");
    return reply;
  }
  try {
    Reply reply = answer(asked);
    limit_.end(name);
    return reply;
  } catch (const base::Error& error) {
    limit_.end(name);
    log_.warning(error.what());
    return webserver::plain_reply(503, error.what());
  }
}

ShownAnswer Chat::shown(const Asked& asked, const Answer* answer) const {
  ShownAnswer result;
  result.asked = asked.text;
  result.is_page = asked.form == Form::page;
  result.answer = answer;
  if (answer == nullptr) {
    result.heading = "Not understood";
    result.sentences = {std::get<Refusal>(asked.understood).reason,
                        "Choose one of the suggestions, or fill in a form under More questions."};
    return result;
  }
  result.heading = answer->understood;
  result.link = "/answer?" + webserver::form_text(questions::fields_of(answer->question, report_));
  result.chart = chart_of(answer->question);
  return result;
}

Reply Chat::answer(const Asked& asked) {
  const auto start = std::chrono::steady_clock::now();
  const auto* question = std::get_if<Question>(&asked.understood);
  const std::int64_t number = log_.question(
      asked.text.empty() ? "/answer?" + std::string(asked.request.query) : asked.text);
  std::optional<Answer> result;
  if (question != nullptr) {
    result = questions::answer(*question, report_);
  }
  const ShownAnswer answer = shown(asked, result ? &*result : nullptr);
  Reply reply;
  reply.headers = {{"Cache-Control", "no-store"}};
  if (asked.form == Form::page) {
    reply = page_reply(result ? 200 : 422, answer.heading, pages_.answer(answer), asked.visitor,
                       asked.text);
  } else if (asked.form == Form::events) {
    reply.content_type = "text/event-stream";
    reply.body = event_text("answer", "html", pages_.answer(answer));
  } else {
    reply.status = result ? 200 : 422;
    reply.body = result ? questions::plain_text(*result, root_of(asked.request))
                        : refused_text(answer.sentences.front(), suggestions_);
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  log_.answer(
      number,
      result ? questions::function_names[static_cast<std::size_t>(question->function)] : "none",
      logged(result ? result->sentences : answer.sentences), took);
  return reply;
}

std::string Chat::chart_of(const Question& question) const {
  if (!question.service || question.function != questions::Function::figures) {
    return "";
  }
  const std::string& name = report_.service_name(*question.service);
  const webserver::SiteFile* page = files_.find("/" + pages::service_file(name, "html"));
  return page == nullptr ? ""
                         : picture_of(files::read_all(files_.open(*page), largest_page),
                                      chart::chart_stem(chart::Kind::service, name));
}

}  // namespace dora::serve
