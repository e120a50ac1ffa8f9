// Takes questions, in words or by forms, and answers them: with a model if there is one.
#include "reports/serve/question_handler.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "reports/questions/question_fields.h"
#include "reports/questions/recogniser.h"
#include "reports/serve/answer_text.h"
#include "reports/serve/page_key.h"
#include "reports/serve/server_sent_event.h"
#include "reports/webserver/form_text.h"
#include "reports/webserver/stream.h"

namespace dora::serve {
namespace {

using questions::Question;
using questions::Refusal;
using questions::Understood;
using webserver::Reply;
using webserver::Request;
using webserver::Visitor;

/// As the limit of questions knows them.
std::string name_of(const Visitor& visitor) {
  return visitor.name.empty() ? "program" : visitor.name;
}

std::string root_of(const Request& request) {
  return fmt::format("http://{}/", text::printable(request.header("host")));
}

/// Of UTF-8 text.
std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view value_of(const webserver::FormFields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

/// A browser's questions in words, which a model may take long for; forms never wait.
bool is_exclusive(const AskedQuestion& asked) {
  return !asked.visitor.name.empty() && !asked.text.empty();
}

Reply retry_later(int status, std::string_view sentence) {
  Reply reply = webserver::plain_reply(status, sentence);
  reply.headers.emplace_back("Retry-After", "10");
  return reply;
}

void add_note(AskedQuestion& asked, std::string_view note) {
  asked.note += asked.note.empty() || note.empty() ? "" : " ";
  asked.note += note;
}

void compute(AskedQuestion& asked) {
  if (const auto* question = std::get_if<Question>(&asked.understood)) {
    asked.answer = questions::answer(*question, asked.snapshot->report);
  }
}

/// All that an answer says, on one line.
std::string logged_text(const AskedQuestion& asked) {
  std::string text = asked.words;
  if (const auto* refusal = std::get_if<Refusal>(&asked.understood)) {
    return refusal->reason;
  }
  if (!asked.answer) {
    return "no answer";
  }
  for (const std::string& sentence : asked.answer->sentences) {
    text += (text.empty() ? "" : " ") + sentence;
  }
  return text;
}

}  // namespace

std::string_view QuestionHandler::model_name() const {
  return models_ == nullptr ? std::string_view() : std::string_view(models_->model());
}

Reply QuestionHandler::ask_text(const Request& request, const Visitor& visitor,
                                std::shared_ptr<const Snapshot> snapshot) {
  const auto fields = webserver::parse_form(request.body);
  if (!fields) {
    return webserver::plain_reply(400, "The form cannot be read.");
  }
  const std::string_view key = value_of(*fields, webserver::Access::form_key_field);
  if (!is_own_page(key, visitor)) {
    return webserver::plain_reply(403, "This form is not of a page of this server: load it again.");
  }
  const std::string text(value_of(*fields, "text"));
  if (text.empty()) {
    return webserver::plain_reply(400, "The field `text` must have the question.");
  }
  if (characters_in(text) > longest_question) {
    return webserver::plain_reply(400, "A question may have 2,000 characters.");
  }
  Understood understood = questions::recognise(text, snapshot->report);
  AskedQuestion asked{std::move(snapshot), visitor, root_of(request),
                      format_for(request), text,    std::move(understood)};
  if (is_other_report(key, *asked.snapshot)) {
    add_note(asked, "The report is newer than this page: load it again to see the same figures.");
  }
  return answer_within_limit(std::move(asked), text);
}

Reply QuestionHandler::ask_form(const Request& request, const Visitor& visitor,
                                std::shared_ptr<const Snapshot> snapshot) {
  const auto fields = webserver::parse_form(request.query);
  if (!fields) {
    return webserver::plain_reply(400, "The form cannot be read.");
  }
  Understood understood = questions::question_of(*fields, snapshot->report);
  return answer_within_limit({std::move(snapshot), visitor, root_of(request), format_for(request),
                              "", std::move(understood)},
                             "/answer?" + request.query);
}

Reply QuestionHandler::answer_within_limit(AskedQuestion asked, std::string_view logged) {
  using webserver::RateLimit;
  if (const auto refused =
          limit_.begin(name_of(asked.visitor), is_exclusive(asked), RateLimit::Clock::now())) {
    return retry_later(429, *refused == RateLimit::Refused::too_many
                                ? "Too many questions in a minute; wait a little."
                                : "One question at a time: the one before is not answered yet.");
  }
  asked.number = log_.question(logged);
  if (models_ != nullptr && !asked.text.empty()) {
    if (auto reply = ask_model(asked)) {
      return std::move(*reply);
    }
    add_note(asked, "The model is busy with other questions: this one was answered without it.");
    return answer_now(asked, 503);
  }
  return answer_now(asked, 422);
}

Reply QuestionHandler::answer_now(AskedQuestion& asked, int status_without) {
  Reply reply = webserver::plain_reply(200, "");
  try {
    compute(asked);
    if (!asked.answer && asked.format != ReplyFormat::events) {
      reply = status_without == 503 ? retry_later(503, "") : webserver::plain_reply(422, "");
    }
    reply.content_type = content_type_of(asked.format);
    reply.body = answer_text(asked, pages_, model_name());
  } catch (const base::Error& error) {
    log_.warning(error.what());
    reply = webserver::plain_reply(503, error.what());
  }
  finish(asked);
  return reply;
}

void QuestionHandler::write_answer(AskedQuestion& asked, webserver::Stream& stream) {
  try {
    compute(asked);
    stream.write(answer_text(asked, pages_, model_name()));
  } catch (const base::Error& error) {
    log_.warning(error.what());
    asked.answer.reset();
    stream.write(asked.format == ReplyFormat::events ? event_text("error", {{"text", error.what()}})
                                                     : std::string(error.what()));
  }
}

std::optional<Reply> QuestionHandler::ask_model(AskedQuestion& asked) {
  const auto pending = std::make_shared<AskedQuestion>(asked);
  const auto stream = std::make_shared<webserver::Stream>();
  const auto& suggestions = pending->snapshot->suggestions;
  ModelTask task;
  task.report = {pending->snapshot, &pending->snapshot->report};
  task.text = pending->text;
  task.recognised = pending->understood;
  task.is_suggestion = std::ranges::find(suggestions, pending->text) != suggestions.end();
  task.understood = [this, pending, stream](const Understood& understood, const std::string& note) {
    pending->understood = understood;
    add_note(*pending, note);
    if (pending->format == ReplyFormat::events) {
      write_answer(*pending, *stream);
    }
  };
  task.worded = [this, pending, stream](const std::string& words, const llm::Tokens& tokens) {
    pending->words = words;
    pending->tokens = tokens;
    if (pending->format != ReplyFormat::events) {
      write_answer(*pending, *stream);
    } else if (!words.empty() && pending->answer) {
      stream->write(words_event(*pending, model_name()));
    }
    finish(*pending);
    stream->close();
  };
  if (!models_->ask(std::move(task))) {
    return std::nullopt;
  }
  Reply reply = webserver::plain_reply(200, "");
  reply.content_type = content_type_of(pending->format);
  reply.body = stream;
  return reply;
}

void QuestionHandler::finish(const AskedQuestion& asked) {
  const auto* question = std::get_if<Question>(&asked.understood);
  LoggedAnswer logged;
  logged.function = question == nullptr
                        ? "none"
                        : questions::function_names[static_cast<std::size_t>(question->function)];
  logged.text = logged_text(asked);
  logged.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - asked.start);
  logged.tokens = asked.tokens.input + asked.tokens.output;
  logged.cost = models_ == nullptr ? std::nullopt : models_->cost_of(asked.tokens);
  log_.answer(asked.number, logged);
  if (is_exclusive(asked)) {
    limit_.end(name_of(asked.visitor));
  }
}

}  // namespace dora::serve
