// What is behind each address: pages of the site, the question box, answers.
#include "reports/serve/chat.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/printable.h"
#include "collector/model/json/json_text.h"
#include "renderer/chart/chart_name.h"
#include "reports/pages/service_page.h"
#include "reports/questions/question_fields.h"
#include "reports/questions/recogniser.h"
#include "reports/serve/served_page.h"
#include "reports/templating/escape.h"
#include "reports/webserver/file_reply.h"
#include "reports/webserver/form_text.h"
#include "reports/webserver/stream.h"

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

std::string event_text(std::string_view name,
                       const std::vector<std::pair<std::string_view, std::string>>& members) {
  std::string json = "{";
  for (const auto& [key, text] : members) {
    json += json.size() == 1 ? "" : ",";
    model::append_json(json, key);
    json += ":";
    model::append_json(json, text);
  }
  return fmt::format("event: {}\ndata: {}}}\n\n", name, json);
}

const char* content_type_of(Form form) {
  switch (form) {
    case Form::events:
      return "text/event-stream";
    case Form::page:
      return html;
    case Form::text:
      break;
  }
  return "text/plain; charset=utf-8";
}

/// As the limit of questions knows them.
std::string name_of(const Visitor& visitor) {
  return visitor.name.empty() ? "program" : visitor.name;
}

std::string words_note(const std::string& model) {
  return fmt::format("Worded by {} from the figures below, and checked against them.",
                     text::printable(model));
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
  Request request;
  Visitor visitor;
  std::string text;  ///< Empty if a form was filled in.
  Understood understood;
  Form form = Form::text;
  std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
  std::int64_t number = 0;  ///< In the log.
  std::optional<Answer> answer = {};
  std::string words = {};  ///< A model's.
  std::string note = {};   ///< What did not work.
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

std::string Chat::page_text(const std::string& title, const std::string& body,
                            const Visitor& visitor, const std::string& asked) const {
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><title></title></head><body>"
      "<main></main></body></html>";
  if (const webserver::SiteFile* index = files_.find("/")) {
    page = files::read_all(files_.open(*index), largest_page);
  }
  return with_question_box(with_content(std::move(page), templating::escaped(title), body),
                           pages_.box(suggestions_, visitor.form_key, asked));
}

Reply Chat::questions_page(const Visitor& visitor) const {
  try {
    Reply reply = webserver::plain_reply(200, "");
    reply.content_type = html;
    reply.body = page_text("Questions", pages_.forms(report_), visitor, "");
    return reply;
  } catch (const base::Error& error) {
    return webserver::plain_reply(503, error.what());
  }
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
  Asked asked{request, visitor, text->second, questions::recognise(text->second, report_),
              form_of(request)};
  return limited(std::move(asked));
}

Reply Chat::form_reply(const Request& request, const Visitor& visitor) {
  const auto fields = webserver::parse_form(request.query);
  if (!fields) {
    return webserver::plain_reply(400, "The form cannot be read.");
  }
  Asked asked{request, visitor, "", questions::question_of(*fields, report_), form_of(request)};
  return limited(std::move(asked));
}

/// A browser's questions in words, which a model may take long for; forms never wait.
bool Chat::is_one_by_one(const Asked& asked) {
  return !asked.visitor.name.empty() && !asked.text.empty();
}

Reply Chat::limited(Asked asked) {
  if (const auto refused = limit_.begin(name_of(asked.visitor), is_one_by_one(asked),
                                        webserver::RateLimit::Clock::now())) {
    Reply reply = webserver::plain_reply(
        429, *refused == webserver::RateLimit::Refused::too_many
                 ? "Too many questions in a minute; wait a little."
                 : "One question at a time: the one before is not answered yet.");
    reply.headers.emplace_back("Retry-After", "10");
    return reply;
  }
  asked.number = log_.question(asked.text.empty() ? "/answer?" + std::string(asked.request.query)
                                                  : asked.text);
  if (desk_ != nullptr && !asked.text.empty()) {
    return ask_model(std::move(asked));
  }
  Reply reply = webserver::plain_reply(200, "");
  try {
    compute(asked);
    reply.content_type = content_type_of(asked.form);
    reply.status = asked.answer || asked.form == Form::events ? 200 : 422;
    reply.body = rendered(asked);
  } catch (const base::Error& error) {
    log_.warning(error.what());
    reply = webserver::plain_reply(503, error.what());
  }
  finish(asked);
  return reply;
}

/// The reply begins now; what it says comes when the model is done.
Reply Chat::ask_model(Asked asked) {
  const auto pending = std::make_shared<Asked>(std::move(asked));
  const auto stream = std::make_shared<webserver::Stream>();
  const auto write = [this, pending, stream] {
    try {
      compute(*pending);
      stream->write(rendered(*pending));
    } catch (const base::Error& error) {
      log_.warning(error.what());
      stream->write(error.what());
    }
  };
  ModelTask task;
  task.text = pending->text;
  task.recognised = pending->understood;
  task.is_clear = std::ranges::find(suggestions_, pending->text) != suggestions_.end();
  task.understood = [pending, write](const Understood& understood, const std::string& note) {
    pending->understood = understood;
    pending->note = note;
    if (pending->form == Form::events) {
      write();
    }
  };
  task.worded = [this, pending, stream, write](const std::string& words) {
    pending->words = words;
    if (pending->form != Form::events) {
      write();
    } else if (!words.empty()) {
      stream->write(event_text("words", {{"text", words}, {"note", words_note(desk_->model())}}));
    }
    finish(*pending);
    stream->close();
  };
  Reply reply = webserver::plain_reply(200, "");
  reply.content_type = content_type_of(pending->form);
  reply.body = stream;
  desk_->ask(std::move(task));
  return reply;
}

void Chat::compute(Asked& asked) const {
  if (const auto* question = std::get_if<Question>(&asked.understood)) {
    asked.answer = questions::answer(*question, report_);
  }
}

ShownAnswer Chat::shown(const Asked& asked) const {
  ShownAnswer result;
  result.asked = asked.text;
  result.is_page = asked.form == Form::page;
  result.note = asked.note;
  if (!asked.answer) {
    result.heading = "Not understood";
    result.sentences = {std::get<Refusal>(asked.understood).reason,
                        "Choose one of the suggestions, or fill in a form under More questions."};
    return result;
  }
  result.answer = &*asked.answer;
  result.words = asked.words;
  result.words_note = asked.words.empty() ? "" : words_note(desk_->model());
  result.heading = asked.answer->understood;
  result.link =
      "/answer?" + webserver::form_text(questions::fields_of(asked.answer->question, report_));
  result.chart = chart_of(asked.answer->question);
  return result;
}

std::string Chat::rendered(const Asked& asked) const {
  const ShownAnswer answer = shown(asked);
  if (asked.form == Form::page) {
    return page_text(answer.heading, pages_.answer(answer), asked.visitor, asked.text);
  }
  if (asked.form == Form::events) {
    return event_text("answer", {{"html", pages_.answer(answer)}});
  }
  std::string text = asked.note.empty() ? "" : asked.note + "\n\n";
  if (!asked.answer) {
    return text + refused_text(answer.sentences.front(), suggestions_);
  }
  text += asked.words.empty() ? "" : asked.words + "\n" + answer.words_note + "\n\n";
  return text + questions::plain_text(*asked.answer, root_of(asked.request));
}

void Chat::finish(const Asked& asked) {
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - asked.start);
  const auto* question = std::get_if<Question>(&asked.understood);
  const std::string_view function =
      question == nullptr ? "none"
                          : questions::function_names[static_cast<std::size_t>(question->function)];
  std::vector<std::string> said =
      asked.answer
          ? asked.answer->sentences
          : std::vector<std::string>{
                question == nullptr ? std::get<Refusal>(asked.understood).reason : "no answer"};
  if (!asked.words.empty()) {
    said.insert(said.begin(), asked.words);
  }
  log_.answer(asked.number, function, logged(said), took);
  if (is_one_by_one(asked)) {
    limit_.end(name_of(asked.visitor));
  }
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
